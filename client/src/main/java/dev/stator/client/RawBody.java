package dev.stator.client;

import dev.stator.item.json.JsonReader;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a request that is JSON already says of what it is about, whatever the operation.
 *
 * @param table its {@code TableName}
 * @param index its {@code IndexName}
 * @param tables all tables that it names: also those of a batch, of a transaction's actions, and of
 *     statements
 * @param writes whether one of its statements changes something
 * @param token whether it says that two requests are one
 * @param asked what it asks of the consumed capacity; null if it says nothing of that
 */
record RawBody(
    @Nullable String table,
    @Nullable String index,
    Set<String> tables,
    boolean writes,
    boolean token,
    @Nullable ReturnConsumedCapacity asked) {
  /** Reads one, which must be an object and nothing else. */
  static RawBody read(byte[] body) {
    JsonReader json = new JsonReader().reset(body, 0, body.length);
    Reading reading = new Reading(json);
    reading.members();
    json.endDocument();
    return new RawBody(
        reading.table, reading.index, reading.tables, reading.writes, reading.token, reading.asked);
  }

  private static final class Reading {
    private final JsonReader json;
    private final Set<String> tables = new LinkedHashSet<>();
    private @Nullable String table;
    private @Nullable String index;
    private boolean writes;
    private boolean token;
    private @Nullable ReturnConsumedCapacity asked;

    Reading(JsonReader json) {
      this.json = json;
    }

    void members() {
      json.beginObject();
      while (json.nextName()) {
        switch (json.peek()) {
          case STRING -> text();
          case ARRAY -> list();
          case OBJECT -> object();
          default -> skip();
        }
      }
    }

    private void text() {
      if (json.nameIs(Names.TABLE_NAME)) {
        table = json.string();
        tables.add(table);
      } else if (json.nameIs(Names.INDEX_NAME)) {
        index = json.string();
      } else if (json.nameIs(Names.RETURN_CONSUMED_CAPACITY)) {
        asked = asked(json.string());
      } else if (json.nameIs(Names.STATEMENT)) {
        index = statement();
      } else {
        skip();
      }
    }

    private void list() {
      boolean statements = json.nameIs(Names.STATEMENTS) || json.nameIs(Names.TRANSACT_STATEMENTS);
      if (!statements && !json.nameIs(Names.TRANSACT_ITEMS)) {
        skip();
        return;
      }
      json.beginArray();
      while (json.nextElement()) {
        if (json.peek() != JsonReader.Kind.OBJECT) {
          json.skip();
        } else if (statements) {
          member(Names.STATEMENT);
        } else {
          action();
        }
      }
    }

    private void action() {
      json.beginObject();
      while (json.nextName()) {
        if (json.peek() == JsonReader.Kind.OBJECT) {
          member(Names.TABLE_NAME);
        } else {
          json.skip();
        }
      }
    }

    /** The member of an object that says the table, by its name or in a statement. */
    private void member(byte[] name) {
      json.beginObject();
      while (json.nextName()) {
        if (!json.nameIs(name) || json.peek() != JsonReader.Kind.STRING) {
          json.skip();
        } else if (name == Names.STATEMENT) {
          statement();
        } else {
          tables.add(json.string());
        }
      }
    }

    private void object() {
      if (!json.nameIs(Names.REQUEST_ITEMS)) {
        skip();
        return;
      }
      json.beginObject();
      while (json.nextName()) {
        tables.add(json.name());
        json.skip();
      }
    }

    private @Nullable String statement() {
      String statement = json.string();
      writes |= !Statement.reads(statement);
      StatementTarget target = StatementTarget.of(statement);
      if (target == null) {
        return null;
      }
      tables.add(target.table());
      return target.index();
    }

    private void skip() {
      token |= json.nameIs(Names.CLIENT_REQUEST_TOKEN);
      if (json.nameIs(Names.RETURN_CONSUMED_CAPACITY)) {
        asked = ReturnConsumedCapacity.NONE;
      }
      json.skip();
    }

    /** What the service refuses asks for nothing. */
    private static ReturnConsumedCapacity asked(String word) {
      for (ReturnConsumedCapacity known : ReturnConsumedCapacity.values()) {
        if (known.name().equals(word)) {
          return known;
        }
      }
      return ReturnConsumedCapacity.NONE;
    }
  }
}
