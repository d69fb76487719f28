package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import java.util.List;

/**
 * A BatchWriteItem of one table, whose items and keys are JSON already.
 *
 * @param puts whether they are items to put, and not keys to delete
 */
record RecordBatchWrite(String tableName, boolean puts, List<byte[]> json)
    implements DynamoRequest {
  @Override
  public String operation() {
    return "BatchWriteItem";
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter out) {
    out.name(Names.REQUEST_ITEMS).beginObject().name(tableName).beginArray();
    for (byte[] write : json) {
      out.beginObject();
      out.name(puts ? Names.PUT_REQUEST : Names.DELETE_REQUEST).beginObject();
      out.name(puts ? Names.ITEM : Names.KEY).raw(write, 0, write.length);
      out.endObject().endObject();
    }
    out.endArray().endObject();
  }
}
