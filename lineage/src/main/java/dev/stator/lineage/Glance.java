package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * What a file says at a glance, without parsing: whether it speaks of DynamoDB, and what it
 * imports. Too much is harmless here (the file is parsed for nothing), too little is not, so an
 * import in a comment or a string counts.
 */
record Glance(boolean seed, List<String> imports) {
  private static final List<String> WORDS =
      List.of(
          "ynamo",
          "YNAMO",
          "get_item",
          "put_item",
          "update_item",
          "delete_item",
          "batch_writer",
          "batch_write",
          "KeyConditionExpression",
          "FilterExpression",
          "TableName",
          "transact_write",
          "transact_get",
          "get_paginator",
          "execute_statement",
          "execute_transaction");

  private static final String IMPORT = "import";

  static Glance at(byte[] utf8) {
    String text = new String(utf8, ISO_8859_1);
    boolean seed = WORDS.stream().anyMatch(text::contains);
    List<String> imports = new ArrayList<>();
    for (int at = text.indexOf(IMPORT); at >= 0; at = text.indexOf(IMPORT, at + 1)) {
      int line = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf(';', at)) + 1;
      String lead = text.substring(line, at).strip();
      int names = at + IMPORT.length();
      if (names < text.length() && isWord(text.charAt(names))) {
        continue;
      }
      if (lead.isEmpty()) {
        modules(text.substring(names, end(text, names, '\n')), imports);
      } else if (lead.startsWith("from") && lead.length() > 4 && !isWord(lead.charAt(4))) {
        int open = skipSpaces(text, names);
        boolean wrapped = open < text.length() && text.charAt(open) == '(';
        members(
            lead.substring(4).strip(),
            text.substring(names, end(text, names, wrapped ? ')' : '\n')),
            imports);
      }
    }
    return new Glance(seed, List.copyOf(imports));
  }

  private static int end(String text, int from, char last) {
    int end = text.indexOf(last, from);
    return end < 0 ? text.length() : end;
  }

  private static int skipSpaces(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static void modules(String clauses, List<String> imports) {
    for (String clause : clauses.split(",", -1)) {
      String name = clause.strip().split("[\\s;#]", 2)[0];
      if (!name.isEmpty()) {
        imports.add(name);
      }
    }
  }

  private static void members(String module, String names, List<String> imports) {
    imports.add(module);
    int from = 0;
    for (int i = 0; i <= names.length(); i++) {
      if (i == names.length() || !isWord(names.charAt(i))) {
        if (i > from) {
          String name = names.substring(from, i);
          imports.add(module.endsWith(".") ? module + name : module + "." + name);
        }
        from = i + 1;
      }
    }
  }
}
