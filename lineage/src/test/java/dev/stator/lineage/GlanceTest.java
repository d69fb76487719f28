package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlanceTest {
  private static Glance at(String source) {
    return Glance.at(source.getBytes(UTF_8));
  }

  @Test
  void everyFormOfImportIsSeen() {
    assertThat(at("import a, b.c as d  # e\n  import f; import g\nx = 1; import h\n").imports())
        .containsExactly("a", "b.c", "f", "g", "h");
    assertThat(
            at("from a import b as c\nfrom .d import (\n    e,\n    f,\n)\nfrom . import g\nfrom h import *")
                .imports())
        .contains("a", "a.b", ".d", ".d.e", ".d.f", ".", ".g", "h");
  }

  @Test
  void wordsThatHoldImportAreNone() {
    assertThat(at("important = 1\nfromage_import = 2\nimportlib.reload(x)\n").imports())
        .doesNotContain("age", "ant", "lib");
  }

  @Test
  void onlyWhatSpeaksOfDynamoDbIsASeed() {
    assertThat(at("boto3.resource('dynamodb')").seed()).isTrue();
    assertThat(at("TABLE.put_item(Item=x)").seed()).isTrue();
    assertThat(at("boto3.client('s3')").seed()).isFalse();
  }
}
