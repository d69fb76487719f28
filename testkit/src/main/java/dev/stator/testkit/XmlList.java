package dev.stator.testkit;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The two documents that S3 is sent: lists of parts and lists of keys. */
final class XmlList {
  private XmlList() {}

  /**
   * The children of every element of that name: text by element.
   *
   * @throws S3Error MalformedXML
   */
  static List<Map<String, String>> read(byte[] xml, String element) {
    List<Map<String, String>> all = new ArrayList<>();
    Map<String, String> current = new HashMap<>();
    StringBuilder text = new StringBuilder();
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(xml));
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            text.setLength(0);
            if (reader.getLocalName().equals(element)) {
              current = new HashMap<>();
              all.add(current);
            }
          }
          case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            current.put(reader.getLocalName(), text.toString().trim());
            text.setLength(0);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      throw new S3Error(
          400, "MalformedXML", "The XML you provided was not well-formed: " + e.getMessage());
    }
    return all;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
