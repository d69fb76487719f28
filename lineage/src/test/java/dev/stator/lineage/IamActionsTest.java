package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every action of DynamoDB that lineage names, against AWS's own list of them. */
class IamActionsTest {
  private static final String PREFIX = "dynamodb:";
  private static final Map<String, Action> REFERENCE = reference();

  /**
   * An action.
   *
   * @param takes the types of resource that it may be granted on
   * @param must those of them that it must be granted on
   */
  private record Action(Set<String> takes, Set<String> must, Set<String> dependsOn) {}

  private static Map<String, Action> reference() {
    Map<String, Action> actions = new TreeMap<>();
    try (InputStream in = IamActionsTest.class.getResourceAsStream("/iam/dynamodb-actions.txt")) {
      new String(requireNonNull(in).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                String[] cells = line.split("\\|", -1);
                Set<String> takes = new TreeSet<>();
                Set<String> must = new TreeSet<>();
                for (String type : words(cells[1])) {
                  takes.add(type.replace("*", ""));
                  if (type.endsWith("*")) {
                    must.add(type.replace("*", ""));
                  }
                }
                actions.put(
                    PREFIX + cells[0].strip(),
                    new Action(takes, must, new TreeSet<>(words(cells[2]))));
              });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return actions;
  }

  private static List<String> words(String cell) {
    return Arrays.stream(cell.strip().split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static LineageReport.Link link(
      Operation operation, LineageReport.LinkType type, @Nullable String index) {
    return new LineageReport.Link(
        type,
        new LineageReport.Artifact("f", "app.py", 1),
        new LineageReport.Target(
            "table:orders", "orders", LineageReport.NameSource.LITERAL, null, null, index),
        new LineageReport.Site("app.py", 1, 1, operation.method(), operation.receiver()),
        operation.actions(),
        LineageReport.Confidence.EXACT,
        List.of());
  }

  /** What a method needs of its tables: of the one that it reads and of the one that it makes. */
  private static List<LinkNeeds.Need> needs(Operation operation, @Nullable String index) {
    Set<LineageReport.LinkType> types = EnumSet.copyOf(operation.links());
    if (operation.names() == Operation.Names.RESTORE) {
      types.add(LineageReport.LinkType.useSelectLink);
    }
    return types.stream()
        .flatMap(type -> LinkNeeds.of(link(operation, type, index)).stream())
        .filter(need -> need.action().startsWith(PREFIX))
        .distinct()
        .toList();
  }

  /** The type of the resource that a need names. */
  private static String type(LinkNeeds.Need need) {
    String suffix = need.suffix();
    if (suffix == null) {
      return need.prefix();
    }
    return suffix.isEmpty() ? "table" : suffix.substring(1, suffix.indexOf('/', 1));
  }

  static Stream<Operation> operations() {
    return Operation.all().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aMethodNeedsActionsThatExistOnResourcesThatTheyTake(Operation operation) {
    for (LinkNeeds.Need need : needs(operation, null)) {
      Action action = REFERENCE.get(need.action());
      assertThat(action).as(need.action()).isNotNull();
      assertThat(requireNonNull(action).takes()).as(need.action()).contains(type(need));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aMethodNeedsItsActionsOnEachResourceThatTheyMustHave(Operation operation) {
    List<LinkNeeds.Need> needs = needs(operation, null);
    for (LinkNeeds.Need need : needs) {
      List<String> types =
          needs.stream()
              .filter(other -> other.action().equals(need.action()))
              .map(IamActionsTest::type)
              .toList();
      assertThat(types).containsAll(requireNonNull(REFERENCE.get(need.action())).must());
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aMethodNeedsTheActionsThatItsOwnDependOn(Operation operation) {
    List<LinkNeeds.Need> needs = needs(operation, null);
    for (String own : operation.actions()) {
      assertThat(needs.stream().map(LinkNeeds.Need::action).toList())
          .containsAll(
              requireNonNull(REFERENCE.get(own)).dependsOn().stream()
                  .map(name -> PREFIX + name)
                  .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "scan", "Query.paginate", "Scan.paginate"})
  void aReadOfAnIndexNeedsAnActionThatTakesAnIndex(String method) {
    for (Operation operation : Operation.all()) {
      if (operation.method().equals(method)) {
        assertThat(needs(operation, "by-day"))
            .allSatisfy(
                need -> {
                  assertThat(type(need)).isEqualTo("index");
                  assertThat(requireNonNull(REFERENCE.get(need.action())).takes())
                      .contains("index");
                });
      }
    }
  }

  @Test
  void aFunctionThatAStreamFeedsNeedsActionsOnTheStreamAndOneOnNoResource() {
    assertThat(LinkNeeds.ofStream())
        .allSatisfy(
            need -> {
              Set<String> takes = requireNonNull(REFERENCE.get(need.action())).takes();
              assertThat(takes).isEqualTo(type(need).equals("*") ? Set.of() : Set.of(type(need)));
            });
  }

  /** All that policies are known by their names to grant. */
  private static Grants named() {
    List<String> both = List.of("Read", "Write");
    PartialText table = PartialText.of("orders");
    Grants grants =
        KnownPolicies.connector(both, table, "t.yaml", 1)
            .plus(KnownPolicies.streamConnector(both, table, "t.yaml", 1))
            .plus(KnownPolicies.streamEvents("t.yaml", 1));
    for (String name : List.of("Crud", "Read", "Write", "Reconfigure", "StreamRead")) {
      grants = grants.plus(KnownPolicies.template("DynamoDB" + name + "Policy", null, "t.yaml", 1));
    }
    for (String name : List.of("BackupFullAccess", "RestoreFromBackup")) {
      grants = grants.plus(KnownPolicies.template("DynamoDB" + name + "Policy", null, "t.yaml", 1));
    }
    for (String name : List.of("AmazonDynamoDBReadOnlyAccess", "AWSLambdaDynamoDBExecutionRole")) {
      grants = grants.plus(KnownPolicies.managed(PartialText.of(name), "t.yaml", 1));
    }
    assertThat(grants.all()).hasSizeGreaterThan(10);
    assertThat(grants.unread()).isEmpty();
    return grants;
  }

  @Test
  void everyActionOfStatementsTransactionsAndNamedPoliciesExists() {
    List<String> actions = new ArrayList<>(Permissions.ITEM_ACTIONS);
    actions.addAll(Permissions.RECORD_ACTIONS);
    actions.addAll(BatchRequests.ALL_WRITES);
    for (PartiQl.Verb verb : PartiQl.Verb.values()) {
      actions.add(verb.action());
    }
    named().all().forEach(grant -> actions.addAll(grant.actions()));
    actions.removeIf(action -> action.contains("*"));
    assertThat(REFERENCE.keySet()).containsAll(actions);
  }

  @Test
  void actionsOnItemsTakeATableAndThoseOnRecordsAStream() {
    assertThat(Permissions.ITEM_ACTIONS)
        .allSatisfy(
            action -> assertThat(requireNonNull(REFERENCE.get(action)).takes()).contains("table"));
    assertThat(Permissions.RECORD_ACTIONS)
        .allSatisfy(
            action ->
                assertThat(requireNonNull(REFERENCE.get(action)).takes())
                    .containsExactly("stream"));
  }
}
