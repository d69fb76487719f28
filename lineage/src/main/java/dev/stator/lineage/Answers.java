package dev.stator.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What DynamoDB answers, as far as names of tables come back in it: what a batch did not process is
 * of the tables that were asked for, and a description has the name and the ARN of its table.
 */
final class Answers {
  private Answers() {}

  static Value of(Aws receiver, String method, Arguments arguments, @Nullable Trace trace) {
    Value rest = Value.of(new Atom.Unknown("an answer of DynamoDB (" + method + ")", true), trace);
    if (!(receiver instanceof Aws.Client) && !(receiver instanceof Aws.Resource)) {
      return rest;
    }
    return switch (method) {
      case "batch_write_item" ->
          returned("UnprocessedItems", arguments.keyword("RequestItems"), rest);
      case "batch_get_item" -> returned("UnprocessedKeys", arguments.keyword("RequestItems"), rest);
      case "describe_table" ->
          returned("Table", description(arguments.keyword("TableName"), rest), rest);
      case "create_table", "update_table", "delete_table" ->
          returned("TableDescription", description(arguments.keyword("TableName"), rest), rest);
      default -> rest;
    };
  }

  private static Value returned(String key, @Nullable Value value, Value rest) {
    return value == null ? rest : Value.of(Dict.EMPTY.with(key, value).open(rest), rest.trace());
  }

  private static @Nullable Value description(@Nullable Value name, Value rest) {
    if (name == null) {
      return null;
    }
    Value names = NameValues.of(name);
    Dict described =
        Dict.EMPTY
            .with("TableName", names)
            .with("TableArn", names.flatMap(one -> Value.of(arn(one.atom()), one.trace())))
            .open(rest);
    return Value.of(described, rest.trace());
  }

  /** The ARN of a table by its name. */
  static Atom arn(Atom name) {
    if (!(name instanceof Atom.Text text)) {
      return name;
    }
    Atom.Text.Part account = new Atom.Text.Part.Gap("the account of the table");
    Atom.Text before =
        text.as(
            List.of(
                new Atom.Text.Part.Literal("arn:aws:dynamodb:"),
                new Atom.Text.Part.Gap("the region of the table"),
                new Atom.Text.Part.Literal(":"),
                account,
                new Atom.Text.Part.Literal(":table/")));
    return before.concat(text);
  }
}
