package dev.stator.cli;

/** What {@code stator --version} prints. */
final class Version {
  private Version() {}

  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "stator "
        + (version == null ? "(not packaged)" : version)
        + " on Java "
        + System.getProperty("java.version");
  }
}
