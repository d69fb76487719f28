package dev.stator.cli;

/** The few accents that text for a person has; none of them where colour is off. */
record Style(boolean colours) {

  String bold(String text) {
    return sgr("1", text);
  }

  String dim(String text) {
    return sgr("2", text);
  }

  String good(String text) {
    return sgr("32", text);
  }

  String bad(String text) {
    return sgr("1;31", text);
  }

  String hint(String text) {
    return sgr("36", text);
  }

  /** "Select graphic rendition", ECMA-48. */
  private String sgr(String code, String text) {
    return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
