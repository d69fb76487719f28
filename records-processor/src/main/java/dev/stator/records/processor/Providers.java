package dev.stator.records.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.stator.records.ItemCodec;
import dev.stator.records.ItemCodecProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.StandardLocation;

/** The classes by which {@code ItemCodec.of} finds codecs, and the file that lists them. */
final class Providers {
  private static final String FILE = "META-INF/services/" + ItemCodecProvider.class.getName();

  private final Set<String> names = new TreeSet<>();

  static ClassName nameOf(ClassName codec) {
    return ClassName.get(codec.packageName(), codec.simpleName() + "Provider");
  }

  /** The source of a codec's provider, which goes on the list. */
  TypeSpec add(ClassName codec, TypeElement element) {
    names.add(nameOf(codec).reflectionName());
    TypeName any = WildcardTypeName.subtypeOf(Object.class);
    return TypeSpec.classBuilder(nameOf(codec))
        .addOriginatingElement(element)
        .addAnnotation(
            AnnotationSpec.builder(Generated.class)
                .addMember("value", "$S", CodecGenerator.class.getName())
                .build())
        .addAnnotation(
            AnnotationSpec.builder(SuppressWarnings.class)
                .addMember("value", "{\"deprecation\", \"removal\"}")
                .build())
        .addJavadoc("For {@link $T#of} only.\n", ItemCodec.class)
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addSuperinterface(ItemCodecProvider.class)
        .addMethod(
            CodecSource.override("type")
                .returns(ParameterizedTypeName.get(ClassName.get(Class.class), any))
                .addStatement("return $T.class", ClassName.get(element))
                .build())
        .addMethod(
            CodecSource.override("codec")
                .returns(ParameterizedTypeName.get(ClassName.get(ItemCodec.class), any))
                .addStatement("return $T.INSTANCE", codec)
                .build())
        .build();
  }

  /**
   * Writes the list. Compilers that compile only what has changed find the rest in the list that is
   * there already.
   */
  void write(Filer filer, Elements elements) throws IOException {
    if (names.isEmpty()) {
      return;
    }
    Set<String> all = new TreeSet<>(names);
    for (String name : listed(filer)) {
      if (elements.getTypeElement(name) != null) {
        all.add(name);
      }
    }
    try (Writer out = filer.createResource(StandardLocation.CLASS_OUTPUT, "", FILE).openWriter()) {
      for (String name : all) {
        out.write(name + "\n");
      }
    }
  }

  private static Set<String> listed(Filer filer) {
    try (BufferedReader in =
        new BufferedReader(
            filer.getResource(StandardLocation.CLASS_OUTPUT, "", FILE).openReader(true))) {
      return Set.copyOf(in.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    } catch (IOException none) {
      return Set.of();
    }
  }
}
