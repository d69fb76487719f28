package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3LocationTest {
  @ParameterizedTest
  @CsvSource({
    "s3://backup,                     backup,     ''",
    "s3://backup/,                    backup,     ''",
    "s3://backup/a,                   backup,     a",
    "s3://backup/a/,                  backup,     a",
    "s3://backup//a/b//,              backup,     a/b",
    "s3://my.bucket-1/a b/ü/d=2026,   my.bucket-1, a b/ü/d=2026",
    "s3://abc/..a/b.,                 abc,        ..a/b.",
  })
  void aPlaceIsABucketAndAPrefixWithoutSlashesAtItsEnds(String uri, String bucket, String prefix) {
    assertThat(S3Location.parse(uri)).isEqualTo(new S3Location(bucket, prefix));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "backup/a",
        "S3://backup/a",
        "s3:/backup/a",
        "https://backup.s3.amazonaws.com/a",
        "s3://",
        "s3:///a",
        "s3://ab",
        "s3://Backup/a",
        "s3://back_up/a",
        "s3://-backup/a",
        "s3://backup./a",
        "s3://backup:a",
        "s3://backup/a//b",
        "s3://backup/./a",
        "s3://backup/a/../b",
        "s3://backup/..",
        "s3://backup/a\nb",
        "s3://backup/a\u0000",
      })
  void whatIsNoPlaceIsRefused(String uri) {
    assertThatThrownBy(() -> S3Location.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContainingAny("\n", "\u0000");
  }

  @Test
  void aBucketsNameHasAtMost63Characters() {
    assertThat(S3Location.parse("s3://" + "b".repeat(63)).bucket()).hasSize(63);
    assertThatThrownBy(() -> S3Location.parse("s3://" + "b".repeat(64)))
        .hasMessageContaining("3 to 63");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://backup", "s3://backup/a/b"})
  void itsTextIsItsAddress(String uri) {
    assertThat(S3Location.parse(uri)).hasToString(uri);
  }

  @Test
  void aNameBelowItFollowsASlashUnlessThePrefixIsEmpty() {
    assertThat(S3Location.parse("s3://backup/a").resolve("b")).hasToString("s3://backup/a/b");
    assertThat(S3Location.parse("s3://backup").resolve("b")).hasToString("s3://backup/b");
  }
}
