package dev.stator.lineage.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.lineage.LineageReport.LinkType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person found in one public repository by reading it, before any analysis was run on it.
 *
 * <p>A file of labels is a table of tab-separated columns under three lines of {@code #}: the
 * repository's address, the commit that was read, and the set it belongs to (the analysis was
 * improved by looking at {@code A} to {@code D}, and not at {@code E}; {@code C} to {@code E} were
 * labelled by others). A fourth, {@code # only}, names the folders that were read, where that is
 * not the whole repository. The file is named as the repository is. Each row judges one place where
 * a method of the API's name stands:
 *
 * <ul>
 *   <li>{@code file}, {@code line} of the method name's own token, {@code api} as {@code
 *       Table.get_item};
 *   <li>{@code verdict}: {@code call} for a use of DynamoDB, {@code none} for anything else that
 *       merely has the name;
 *   <li>{@code artifact}: the qualified name of the function around it;
 *   <li>{@code names}: the tables that it uses, by comma: a literal or {@code env:VARIABLE}; {@code
 *       ?} where reading the Python cannot tell. {@code ~name} may be reported and need not be;
 *   <li>{@code links}: the kinds that CAST's page gives the method, or {@code ?} where they depend
 *       on a statement that cannot be known;
 *   <li>{@code note}: why, where it is not plain.
 * </ul>
 */
@SuppressWarnings("InvalidParam") // The columns' names are not the parameters'.
record Labels(
    String name, String repository, String commit, String half, List<String> only, List<Row> rows) {
  private static final String COLUMNS = "file\tline\tapi\tverdict\tartifact\tnames\tlinks\tnote";

  /**
   * One judged place.
   *
   * @param names that have to be found; empty where none can be known
   * @param allowed further names that are not wrong
   * @param links empty for what is no call, and null where they cannot be known
   */
  record Row(
      String file,
      int line,
      String receiver,
      String method,
      boolean call,
      String artifact,
      List<String> names,
      List<String> allowed,
      @Nullable Set<LinkType> links) {}

  static List<Labels> all(Path folder) throws IOException {
    List<Labels> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".tsv")).sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  static Labels read(Path file) throws IOException {
    Map<String, String> head = new LinkedHashMap<>();
    List<Row> rows = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, UTF_8)) {
      number++;
      if (line.startsWith("# ")) {
        String[] words = line.split(" ", 3);
        head.put(words[1], words[2]);
      } else if (!line.equals(COLUMNS)) {
        try {
          rows.add(row(line));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException wrong) {
          throw new IOException(file + ":" + number + ": " + wrong.getMessage(), wrong);
        }
      }
    }
    String name = String.valueOf(file.getFileName()).replace(".tsv", "");
    return new Labels(
        name,
        head.getOrDefault("repository", ""),
        head.getOrDefault("commit", ""),
        head.getOrDefault("half", ""),
        words(head.get("only")),
        List.copyOf(rows));
  }

  private static List<String> words(@Nullable String text) {
    return text == null ? List.of() : List.of(text.split(" ", -1));
  }

  private static Row row(String line) {
    String[] cells = Arrays.copyOf(line.split("\t", -1), 8);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cells[i] == null ? "" : cells[i];
    }
    boolean call = cells[3].equals("call");
    if (!call && !cells[3].equals("none")) {
      throw new IllegalArgumentException("verdict " + cells[3]);
    }
    int dot = cells[2].indexOf('.');
    List<String> required = new ArrayList<>();
    List<String> allowed = new ArrayList<>();
    for (String name : cells[5].isEmpty() ? new String[0] : cells[5].split("[, ]+")) {
      if (name.startsWith("~")) {
        allowed.add(name.substring(1));
      } else if (!name.equals("?")) {
        required.add(name);
      }
    }
    return new Row(
        cells[0],
        Integer.parseInt(cells[1]),
        cells[2].substring(0, Math.max(dot, 0)),
        cells[2].substring(dot + 1),
        call,
        cells[4],
        required,
        allowed,
        links(cells[6]));
  }

  private static @Nullable Set<LinkType> links(String cell) {
    if (cell.equals("?")) {
      return null;
    }
    Set<LinkType> links = EnumSet.noneOf(LinkType.class);
    for (String word : cell.isEmpty() ? new String[0] : cell.split("\\+")) {
      links.add(
          switch (word) {
            case "select" -> LinkType.useSelectLink;
            case "insert" -> LinkType.useInsertLink;
            case "update" -> LinkType.useUpdateLink;
            case "delete" -> LinkType.useDeleteLink;
            default -> throw new IllegalArgumentException("link " + word);
          });
    }
    return links;
  }
}
