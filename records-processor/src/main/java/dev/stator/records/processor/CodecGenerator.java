package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.stator.records.AttributeName;
import dev.stator.records.Discriminator;
import dev.stator.records.DynamoItem;
import dev.stator.records.IndexPartitionKey;
import dev.stator.records.IndexSortKey;
import dev.stator.records.PartitionKey;
import dev.stator.records.SortKey;
import dev.stator.records.TimeToLive;
import dev.stator.records.Version;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * The annotation processor: for each {@link DynamoItem} it writes a codec, or reports what is wrong
 * with it, at the element that is wrong.
 *
 * <p>Compilers create it, and call it in one thread. It takes no options.
 */
public final class CodecGenerator extends AbstractProcessor {
  private static final List<Class<? extends Annotation>> OF_COMPONENTS =
      List.of(
          PartitionKey.class,
          SortKey.class,
          IndexPartitionKey.class,
          IndexSortKey.class,
          AttributeName.class,
          Version.class,
          TimeToLive.class);

  private final Set<String> deferred = new LinkedHashSet<>();
  private final Map<ClassName, String> written = new HashMap<>();
  private final Set<String> compiled = new HashSet<>();
  private final Providers providers = new Providers();
  private @Nullable Compilation compilation;

  /** For the compiler. */
  public CodecGenerator() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(DynamoItem.class.getPackageName() + ".*");
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    compilation = new Compilation(environment);
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Compilation here = compilation;
    if (here == null) {
      throw new IllegalStateException("init was not called");
    }
    Set<TypeElement> items = new LinkedHashSet<>();
    for (String name : deferred) {
      TypeElement element = here.elements().getTypeElement(name);
      if (element != null) {
        items.add(element);
      }
    }
    deferred.clear();
    round.getRootElements().forEach(root -> compiled.add(root.toString()));
    for (Element element : round.getElementsAnnotatedWith(DynamoItem.class)) {
      items.add((TypeElement) element);
    }
    RecordReader records = new RecordReader(here);
    SealedReader sealed = new SealedReader(here, records);
    for (TypeElement item : items) {
      try {
        generate(item, here, records, sealed);
      } catch (NotYet notYet) {
        deferred.add(item.getQualifiedName().toString());
      } catch (Mistake mistake) {
        here.report(mistake);
      }
    }
    checkOthers(round, here);
    if (round.processingOver() && !round.errorRaised()) {
      try {
        providers.write(processingEnv.getFiler(), here.elements());
      } catch (IOException e) {
        processingEnv
            .getMessager()
            .printMessage(Diagnostic.Kind.ERROR, "the list of codecs cannot be written: " + e);
      }
    }
    return false;
  }

  private void generate(
      TypeElement item, Compilation here, RecordReader records, SealedReader sealed) {
    if (item.getKind() == ElementKind.RECORD) {
      write(item, records.read(item), here);
    } else if (item.getKind() == ElementKind.INTERFACE
        && item.getModifiers().contains(Modifier.SEALED)) {
      for (TypeElement record : sealed.recordsOf(item)) {
        if (isCompiled(record)) {
          write(record, records.read(record), here);
        }
      }
      SealedModel model = sealed.read(item);
      if (model != null) {
        write(model.codec(), new SealedCodecSource(model).source(), item, here);
        if (model.records().get(0).keys().partition() != null) {
          provide(model.codec(), item, here);
        }
      }
    } else {
      throw new Mistake(
          item, "@DynamoItem stands at a record or a sealed interface: make this one of them");
    }
  }

  private void write(TypeElement element, @Nullable RecordModel model, Compilation here) {
    if (model != null) {
      write(model.codec(), new RecordCodecSource(model).source(), element, here);
      if (model.keys().partition() != null && model.element().getTypeParameters().isEmpty()) {
        provide(model.codec(), model.element(), here);
      }
    }
  }

  private void provide(ClassName codec, TypeElement element, Compilation here) {
    write(Providers.nameOf(codec), providers.add(codec, element), element, here);
  }

  private void write(ClassName codec, TypeSpec source, TypeElement element, Compilation here) {
    String type = element.getQualifiedName().toString();
    String other = written.putIfAbsent(codec, type);
    if (other != null) {
      if (!other.equals(type)) {
        throw new Mistake(
            element,
            codec.simpleName() + " is written for " + other + " already: rename one of the two");
      }
      return;
    }
    try {
      JavaFile.builder(codec.packageName(), source)
          .indent("  ")
          .build()
          .writeTo(processingEnv.getFiler());
    } catch (IOException e) {
      here.report(element, codec + " cannot be written: " + e.getMessage());
    }
  }

  /** Whether the record's source is compiled now; else its codec was written with its class. */
  private boolean isCompiled(TypeElement record) {
    for (Element e = record; e != null; e = e.getEnclosingElement()) {
      if (e instanceof TypeElement && compiled.contains(e.toString())) {
        return true;
      }
    }
    return false;
  }

  /** Annotations that say nothing where they stand. */
  private static void checkOthers(RoundEnvironment round, Compilation here) {
    for (Class<? extends Annotation> annotation : OF_COMPONENTS) {
      for (Element component : round.getElementsAnnotatedWith(annotation)) {
        if (component.getKind() == ElementKind.RECORD_COMPONENT
            && component.getEnclosingElement() instanceof TypeElement record
            && !CodecNames.has(record, here.types())) {
          here.report(
              component,
              "@"
                  + annotation.getSimpleName()
                  + " says nothing here: annotate the record "
                  + record.getSimpleName()
                  + " with @DynamoItem");
        }
      }
    }
    for (Element element : round.getElementsAnnotatedWith(Discriminator.class)) {
      if (!Compilation.has(element, DynamoItem.class) || element.getKind() == ElementKind.RECORD) {
        here.report(
            element, "@Discriminator stands at a sealed interface that has @DynamoItem too");
      }
    }
  }
}
