package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
