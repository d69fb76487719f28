package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern FROM =
      Pattern.compile(
          "^[ \\t]*from[ \\t]+([.\\w]+)[ \\t]+import[ \\t]*(\\([^)]*\\)?|[^\\n]*)",
          Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile("^[ \\t]*import[ \\t]+([^\\n#;]+)", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("\\w+");

  static Glance at(byte[] utf8) {
    String text = new String(utf8, ISO_8859_1);
    boolean seed = WORDS.stream().anyMatch(text::contains);
    List<String> imports = new ArrayList<>();
    Matcher from = FROM.matcher(text);
    while (from.find()) {
      String module = from.group(1);
      imports.add(module);
      Matcher names = WORD.matcher(from.group(2));
      while (names.find()) {
        imports.add(module.endsWith(".") ? module + names.group() : module + "." + names.group());
      }
    }
    Matcher plain = IMPORT.matcher(text);
    while (plain.find()) {
      for (String clause : plain.group(1).split(",", -1)) {
        String name = clause.strip().split("\\s", 2)[0];
        if (!name.isEmpty()) {
          imports.add(name);
        }
      }
    }
    return new Glance(seed, List.copyOf(imports));
  }
}
