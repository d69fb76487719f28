package dev.stator.cli;

import java.util.Map;

/**
 * Whether to colour what a person reads. The option wins over the environment, and there <a
 * href="https://no-color.org">NO_COLOR</a> over CLICOLOR_FORCE over what the stream is.
 */
enum ColorMode {
  AUTO("auto"),
  ALWAYS("always"),
  NEVER("never");

  private final String text;

  ColorMode(String text) {
    this.text = text;
  }

  boolean colours(boolean streamIsTerminal, Map<String, String> environment) {
    if (this != AUTO) {
      return this == ALWAYS;
    }
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String force = environment.getOrDefault("CLICOLOR_FORCE", "");
    if (!force.isEmpty() && !force.equals("0")) {
      return true;
    }
    return streamIsTerminal && !"dumb".equals(environment.get("TERM"));
  }

  @Override
  public String toString() {
    return text;
  }
}
