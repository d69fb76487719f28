package dev.stator.testkit;

import org.jspecify.annotations.Nullable;

/** What a fake demands of a request's Authorization header. Signatures are never verified. */
record Authorization(boolean required, @Nullable String accessKey) {
  static final Authorization ANY = new Authorization(false, null);

  enum Verdict {
    GOOD,
    MISSING,
    UNKNOWN_KEY
  }

  Verdict judge(RequestHead head) {
    if (!required) {
      return Verdict.GOOD;
    }
    String header = head.header("authorization");
    if (header == null) {
      return Verdict.MISSING;
    }
    if (accessKey != null && !header.contains("Credential=" + accessKey + "/")) {
      return Verdict.UNKNOWN_KEY;
    }
    return Verdict.GOOD;
  }
}
