package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileSourceTest {
  @TempDir Path root;

  private LineageReport analyze(String source) {
    return new PythonProject(root)
        .file("app.py", "import boto3", source, "boto3.resource('dynamodb').Table('after').scan()")
        .analyze();
  }

  private static void findsWhatFollows(LineageReport report) {
    assertThat(report.links())
        .anySatisfy(link -> assertThat(link.table().name()).isEqualTo("after"));
  }

  @Test
  void deepNestingEnds() {
    findsWhatFollows(analyze("x = " + "(".repeat(20_000) + ")".repeat(20_000)));
  }

  @Test
  void aLongChainOfOperatorsEnds() {
    findsWhatFollows(analyze("x = 'a'" + " + 'a'".repeat(5_000)));
  }

  @Test
  void aLongChainOfCallsEnds() {
    findsWhatFollows(analyze("x = y" + ".z()".repeat(5_000)));
  }

  @Test
  void deepBlocksEnd() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 90; i++) {
      source.append(" ".repeat(i)).append("if x:\n");
    }
    findsWhatFollows(analyze(source.append(" ".repeat(90)).append("pass").toString()));
  }

  @Test
  void mutualRecursionAndNamesThatGrowEnd() {
    findsWhatFollows(
        analyze(
            """
            def f(n):
                boto3.resource('dynamodb').Table(n).scan()
                return g(n + 'x')

            def g(n):
                return f(n + 'y')

            f('start')
            """));
  }

  @Test
  void aTrampolineOfLambdasEnds() {
    findsWhatFollows(
        analyze(
            """
            def start(text, at):
                return lambda: other(text, 0)

            def other(text, at):
                return start(text, at)
            """));
  }

  @Test
  void functionsThatCallEachOtherInManyWaysEnd() {
    StringBuilder source = new StringBuilder("def f0(n):\n    return n\n");
    for (int i = 1; i < 40; i++) {
      source.append(
          "def f%d(n):\n    return f%d(n + 'a') + f%d(n + 'b')\n".formatted(i, i - 1, i - 1));
    }
    findsWhatFollows(analyze(source.append("f39('x')\n").toString()));
  }

  @Test
  void manyAlternativesBecomeUnknownAndNoName() {
    StringBuilder source = new StringBuilder("import random\nn = ''\n");
    for (int i = 0; i < 10; i++) {
      source.append("n = n + ('a' if random.random() else 'b')\n");
    }
    LineageReport report =
        analyze(source + "boto3.resource('dynamodb').Table(n).get_item(Key={})\n");
    findsWhatFollows(report);
    assertThat(report.links().size()).isLessThan(60);
  }

  @Test
  void aClassThatExtendsItselfEnds() {
    findsWhatFollows(analyze("class A: pass\nclass B(A): pass\nclass A(B): pass\nA().x\n"));
  }

  @Test
  void importsInACircleEnd() {
    new PythonProject(root)
        .file("one.py", "from two import *", "NAME = 'circular'")
        .file("two.py", "from one import *");
    LineageReport report =
        analyze("from one import NAME\nboto3.resource('dynamodb').Table(NAME).get_item(Key={})");
    assertThat(report.links())
        .anySatisfy(link -> assertThat(link.table().name()).isEqualTo("circular"));
  }

  @Test
  void dictionariesThatNestEveryAlternativeEnd() {
    StringBuilder source = new StringBuilder("import random\nd = {}\n");
    for (int i = 0; i < 200; i++) {
      source.append("d = {'a': d, 'b': [d]} if random.random() else {'a': d, 'c': {'d': d}}\n");
      source.append("d['x%d'] = d\n".formatted(i));
    }
    findsWhatFollows(analyze(source.toString()));
  }

  @Test
  void aGetterAskedForMoreThanIsFollowedKeepsItsDefaults() {
    StringBuilder source =
        new StringBuilder(
            "from elsewhere import VALUES\ndef get(key, default):\n    return VALUES.get(key, default)\n");
    for (int i = 0; i < 300; i++) {
      source.append("get('key-%d', 'value-%d')\n".formatted(i, i));
    }
    LineageReport report =
        analyze(
            source + "boto3.resource('dynamodb').Table(get('last', 'orders')).get_item(Key={})\n");
    assertThat(report.links())
        .anySatisfy(link -> assertThat(link.table().name()).isEqualTo("orders"));
  }

  /** Blocks inside each other, a call in each of the outermost two and in the innermost. */
  private LineageReport nested(int levels) {
    StringBuilder source = new StringBuilder("db = boto3.resource('dynamodb')\n");
    for (int level = 0; level < levels; level++) {
      source.append(" ".repeat(level)).append("if x:\n");
      if (level < 2) {
        source.append(" ".repeat(level + 1)).append("db.Table('outer').scan()\n");
      }
    }
    source.append(" ".repeat(levels)).append("db.Table('inner').scan()\n");
    new PythonProject(root).file("deep.py", "import boto3", source.toString());
    return analyze("");
  }

  private static List<String> skipped(LineageReport report) {
    return report.skipped().stream().map(one -> one.file() + ": " + one.reason()).toList();
  }

  @Test
  void blocksAreReadAsDeepAsTheLimitAndWhatIsDeeperIsTold() {
    LineageReport report = nested(420);

    findsWhatFollows(report);
    assertThat(skipped(report))
        .containsExactly(
            "deep.py: nested deeper than 400 levels from line 405: not analysed there");
    assertThat(report.links())
        .extracting(link -> link.table().name())
        .contains("outer")
        .doesNotContain("inner");
  }

  @ParameterizedTest
  @ValueSource(ints = {511, 520, 1200})
  void blocksDeeperThanTheParserCanHoldAreSkipped(int levels) {
    LineageReport report = nested(levels);

    findsWhatFollows(report);
    assertThat(skipped(report))
        .containsExactly("deep.py: indented in more levels than the parser can hold");
  }

  @Test
  void anExpressionDeeperThanTheLimitIsTold() {
    assertThat(skipped(analyze("x = " + "(".repeat(500) + "1" + ")".repeat(500))))
        .containsExactly("app.py: nested deeper than 400 levels from line 2: not analysed there");
  }

  @Test
  void linesThatGoOnForeverAreSkipped() {
    new PythonProject(root).file("endless.py", "import boto3  # DynamoDB", "\\\n".repeat(40_000));
    LineageReport report = analyze("");

    findsWhatFollows(report);
    assertThat(skipped(report))
        .containsExactly("endless.py: nested or broken in a way that takes the parser too long");
  }
}
