package dev.stator.records.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.item.json.ItemReader;

/** Readers that stand at one attribute value. */
final class Readers {
  private Readers() {}

  static ItemReader at(String attributeValue) {
    byte[] json = ("{\"x\":" + attributeValue + "}").getBytes(UTF_8);
    ItemReader reader = new ItemReader().reset(json, 0, json.length);
    reader.beginItem();
    reader.nextAttribute();
    return reader;
  }

  static ItemReader n(String number) {
    return at("{\"N\":\"" + number + "\"}");
  }

  static ItemReader s(String text) {
    return at("{\"S\":\"" + text + "\"}");
  }
}
