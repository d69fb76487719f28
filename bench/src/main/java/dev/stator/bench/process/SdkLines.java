package dev.stator.bench.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes the AWS SDK's items as lines, with Jackson: what everybody does who exports with the SDK.
 */
final class SdkLines {
  private static final JsonFactory JSON = new JsonFactory();

  private final OutputStream out;
  private final boolean typed;

  /**
   * @param typed whether lines are DynamoDB JSON, {@code {"Item":{"id":{"S":"a"}}}}, or plain
   */
  SdkLines(OutputStream out, boolean typed) {
    this.out = out;
    this.typed = typed;
  }

  /** Writes a page's items, a line each. */
  void write(List<Map<String, AttributeValue>> items) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setRootValueSeparator(null);
      for (Map<String, AttributeValue> item : items) {
        if (typed) {
          json.writeStartObject();
          json.writeFieldName("Item");
          map(json, item);
          json.writeEndObject();
        } else {
          map(json, item);
        }
        json.writeRaw('\n');
      }
    }
  }

  private void map(JsonGenerator json, Map<String, AttributeValue> map) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, AttributeValue> entry : map.entrySet()) {
      json.writeFieldName(entry.getKey());
      member(json, entry.getValue());
    }
    json.writeEndObject();
  }

  private void member(JsonGenerator json, AttributeValue value) throws IOException {
    if (!typed) {
      value(json, value);
      return;
    }
    String tag = value.type().name();
    json.writeStartObject();
    json.writeFieldName(tag.equals("NUL") ? "NULL" : tag);
    value(json, value);
    json.writeEndObject();
  }

  private void value(JsonGenerator json, AttributeValue value) throws IOException {
    switch (value.type()) {
      case S -> json.writeString(value.s());
      case N -> number(json, value.n());
      case B -> json.writeString(base64(value.b()));
      case BOOL -> json.writeBoolean(value.bool());
      case NUL -> {
        if (typed) {
          json.writeBoolean(true);
        } else {
          json.writeNull();
        }
      }
      case M -> map(json, value.m());
      case L -> {
        json.writeStartArray();
        for (AttributeValue member : value.l()) {
          member(json, member);
        }
        json.writeEndArray();
      }
      case SS -> {
        json.writeStartArray();
        for (String member : value.ss()) {
          json.writeString(member);
        }
        json.writeEndArray();
      }
      case NS -> {
        json.writeStartArray();
        for (String member : value.ns()) {
          number(json, member);
        }
        json.writeEndArray();
      }
      case BS -> {
        json.writeStartArray();
        for (SdkBytes member : value.bs()) {
          json.writeString(base64(member));
        }
        json.writeEndArray();
      }
      default -> throw new IllegalArgumentException("a value without a type: " + value);
    }
  }

  private void number(JsonGenerator json, String number) throws IOException {
    if (typed) {
      json.writeString(number);
    } else {
      json.writeNumber(number);
    }
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }
}
