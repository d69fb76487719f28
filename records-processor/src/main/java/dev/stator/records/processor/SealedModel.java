package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A sealed interface of which a codec is written.
 *
 * @param element the interface
 * @param codec the name of its codec
 * @param type the interface as a type
 * @param attribute the discriminator's attribute
 * @param records its records, each once
 */
record SealedModel(
    TypeElement element,
    ClassName codec,
    TypeName type,
    String attribute,
    List<RecordModel> records) {}
