package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bytes of a Python file as valid UTF-8, whatever the file declares (PEP 263) and whatever ends
 * its lines, or the reason why it is none.
 */
final class SourceText {
  private static final Pattern DECLARED =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]+)", Pattern.MULTILINE);
  private static final int DECLARATION_WITHIN = 256;

  private SourceText() {}

  /** Says why a file is skipped. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String reason) {
      super(reason);
    }
  }

  static byte[] utf8(byte[] bytes) throws Unreadable {
    int nul = indexOf(bytes, (byte) 0);
    if (nul >= 0) {
      throw new Unreadable("binary: a NUL byte at offset " + nul);
    }
    byte[] file = withNewlines(bytes);
    if (file.length >= 3
        && file[0] == (byte) 0xEF
        && file[1] == (byte) 0xBB
        && file[2] == (byte) 0xBF) {
      return valid(Arrays.copyOfRange(file, 3, file.length), UTF_8);
    }
    return valid(file, declared(file));
  }

  /**
   * With each carriage return that stands alone as the newline that Python takes it for, so that
   * offsets stay what they are.
   */
  private static byte[] withNewlines(byte[] file) {
    byte[] changed = file;
    for (int i = 0; i < file.length; i++) {
      if (file[i] == '\r' && (i + 1 == file.length || file[i + 1] != '\n')) {
        changed = changed == file ? file.clone() : changed;
        changed[i] = '\n';
      }
    }
    return changed;
  }

  private static Charset declared(byte[] file) throws Unreadable {
    int end = 0;
    for (int lines = 0; end < file.length && end < DECLARATION_WITHIN && lines < 2; end++) {
      lines += file[end] == '\n' ? 1 : 0;
    }
    Matcher matcher = DECLARED.matcher(new String(file, 0, end, StandardCharsets.ISO_8859_1));
    if (!matcher.find()) {
      return UTF_8;
    }
    String name = matcher.group(1).replace('_', '-').toLowerCase(java.util.Locale.ROOT);
    String known =
        switch (name) {
          case "utf-8", "utf8", "utf-8-sig" -> "UTF-8";
          case "latin-1", "latin1", "iso-latin-1" -> "ISO-8859-1";
          case "cp1252" -> "windows-1252";
          default -> name;
        };
    try {
      return Charset.forName(known);
    } catch (IllegalArgumentException unsupported) {
      throw new Unreadable("encoding not known: " + matcher.group(1));
    }
  }

  private static byte[] valid(byte[] text, Charset charset) throws Unreadable {
    try {
      var decoded =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(text));
      return charset.equals(UTF_8) ? text : decoded.toString().getBytes(UTF_8);
    } catch (CharacterCodingException malformed) {
      throw new Unreadable("not valid " + charset.name());
    }
  }

  private static int indexOf(byte[] bytes, byte wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
