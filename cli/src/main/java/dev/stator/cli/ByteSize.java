package dev.stator.cli;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of bytes as one types it: {@code 4096}, {@code 100MB}, {@code 1.5GiB}.
 *
 * @param bytes how many
 */
record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,3})?) ?([a-z]*)");

  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30);

  /** For picocli. */
  static final class Converter implements ITypeConverter<ByteSize> {
    @Override
    public ByteSize convert(String text) {
      Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
      Long unit = form.matches() ? UNITS.get(form.group(2)) : null;
      if (unit == null) {
        throw new TypeConversionException(
            "'" + text + "' is not a size, such as 4096, 100MB or 1.5GiB");
      }
      return new ByteSize(Math.round(Double.parseDouble(form.group(1)) * unit));
    }
  }
}
