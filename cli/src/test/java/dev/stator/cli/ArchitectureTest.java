package dev.stator.cli;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The modules' arrows. Each module sees the class files of those it may use and no others, by its
 * POM; this test holds the POMs to the plan.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.stator.";

  /** What each module may use of the others. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "item", Set.of(),
          "records", Set.of("item"),
          "client", Set.of("item", "records"),
          "otel", Set.of("item", "client"),
          "replicate", Set.of("item", "client"),
          "local", Set.of(),
          "lineage", Set.of(),
          "testkit", Set.of("item"),
          "cli", Set.of("item", "client", "replicate", "local", "lineage"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.stator");

  @Test
  void everyModuleIsInThePlanAndWasLookedAt() {
    Set<String> modules =
        CLASSES.stream()
            .map(ArchitectureTest::module)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(modules).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
  }

  @Test
  void arrowsGoTheWayOfThePlan() {
    assertThat(dependencies())
        .isNotEmpty()
        .allSatisfy(
            dependency -> {
              String origin = module(dependency.getOriginClass());
              String target = module(dependency.getTargetClass());
              assertThat(origin.equals(target) || allowed(origin).contains(target))
                  .as(dependency.getDescription())
                  .isTrue();
            });
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.stator.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theModelHasNoInputOrOutputAndKnowsNoAws() {
    Set<String> foreign =
        CLASSES.stream()
            .filter(type -> module(type).equals("item"))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getBaseComponentType().getPackageName())
            .filter(name -> !name.isEmpty() && !(name + ".").startsWith(ROOT + "item."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(foreign)
        .contains("java.util")
        .allMatch(
            name ->
                name.startsWith("java.lang")
                    || name.startsWith("java.util")
                    || name.startsWith("java.math")
                    || name.startsWith("java.time")
                    || name.startsWith("java.nio")
                    || name.startsWith("java.security")
                    || name.startsWith("org.jspecify"));
  }

  @Test
  void whatIsInternalIsInNoPublicSignature() {
    assertThat(CLASSES.stream().filter(ArchitectureTest::isInternal)).isNotEmpty();
    assertThat(
            CLASSES.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !isInternal(type))
                .flatMap(ArchitectureTest::publicCodeUnits))
        .isNotEmpty()
        .allSatisfy(
            unit ->
                assertThat(
                        Stream.concat(
                            Stream.of(unit.getRawReturnType()),
                            unit.getRawParameterTypes().stream()))
                    .as(unit.getFullName())
                    .noneMatch(ArchitectureTest::isInternal));
  }

  @Test
  void commandsAreReachedThroughTheListsOfThemAlone() {
    Set<String> lists = Set.of("Verb", "TableCommand");
    Stream<Dependency> onCommands =
        dependencies()
            .filter(dependency -> isCommand(dependency.getTargetClass()))
            .filter(
                dependency ->
                    outermost(dependency.getOriginClass())
                        != outermost(dependency.getTargetClass()));

    assertThat(onCommands)
        .isNotEmpty()
        .allSatisfy(
            dependency ->
                assertThat(lists)
                    .as(dependency.getDescription())
                    .contains(outermost(dependency.getOriginClass()).getSimpleName()));
  }

  /** A class that picocli fills; what commands have in common is none. */
  private static boolean isCommand(JavaClass type) {
    String name = outermost(type).getSimpleName();
    return module(type).equals("cli") && name.endsWith("Command") && !name.equals("DynamoCommand");
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static Stream<Dependency> dependencies() {
    return CLASSES.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(dependency -> dependency.getTargetClass().getName().startsWith(ROOT));
  }

  private static Stream<? extends JavaCodeUnit> publicCodeUnits(JavaClass type) {
    return type.getCodeUnits().stream()
        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC));
  }

  private static Set<String> allowed(String module) {
    return MAY_USE.getOrDefault(module, Set.of());
  }

  private static boolean isInternal(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(ROOT)
        && (type.getPackageName() + ".").contains(".internal.");
  }

  /** The first name after {@code dev.stator}. */
  private static String module(JavaClass type) {
    String rest = type.getBaseComponentType().getName().substring(ROOT.length());
    return rest.substring(0, rest.indexOf('.'));
  }
}
