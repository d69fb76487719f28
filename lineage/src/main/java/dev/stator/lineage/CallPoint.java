package dev.stator.lineage;

/**
 * Where a call stands: the token of the method's name and the function around it.
 *
 * @param artifact the qualified name, inside the file, of the function around
 * @param artifactAt the offset of that function's {@code def}
 * @param inLoop whether a loop of that function is around
 */
record CallPoint(SourceFile file, int at, String artifact, int artifactAt, boolean inLoop) {
  static final String MODULE = "<module>";
}
