package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import dev.stator.records.RecordMappingException;

/**
 * A request as it would be sent, and was not; see {@link DynamoRequest#dryRun}.
 *
 * @param operation the operation's name, such as {@code GetItem}
 * @param target the value of the header {@code X-Amz-Target}
 * @param body the JSON that would be sent
 */
public record DryRun(String operation, String target, String body) {
  static DryRun of(DynamoRequest request) {
    JsonWriter json = new JsonWriter(new Utf8Buffer(256));
    try {
      request.writeMembers(json.beginObject());
      PutSizes.check(request, json.buffer().length(), RequestExcerpt.show(true));
    } catch (RecordMappingException e) {
      throw e.during(request.operation());
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(request, json.path(), RequestExcerpt.show(true), e);
    }
    return new DryRun(
        request.operation(),
        Chain.DYNAMODB + request.operation(),
        json.endObject().buffer().toString());
  }

  @Override
  public String toString() {
    return target + ' ' + body;
  }
}
