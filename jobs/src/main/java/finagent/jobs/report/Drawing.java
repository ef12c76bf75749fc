package finagent.jobs.report;

import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Makes sure that a drawing made elsewhere is an SVG that runs nothing and loads nothing. */
final class Drawing {
  private static final Set<String> REFUSED =
      Set.of("script", "foreignobject", "iframe", "image", "animate", "set", "use", "a");

  private Drawing() {}

  /** The drawing from its svg element on; an XML declaration before it is dropped. */
  static String checked(String drawing) {
    int start = drawing.indexOf("<svg");
    if (start < 0) {
      throw new IllegalArgumentException(
          "Invalid drawing of the plan: no <svg> element in '%s'".formatted(head(drawing)));
    }
    String svg = drawing.substring(start).strip();
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(svg));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          check(reader);
        }
      }
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException(
          "Invalid drawing of the plan, not well-formed XML: " + e.getMessage(), e);
    }
    return svg;
  }

  private static void check(XMLStreamReader reader) {
    String element = reader.getLocalName().toLowerCase(Locale.ROOT);
    boolean refused = REFUSED.contains(element);
    for (int a = 0; a < reader.getAttributeCount(); a++) {
      String attribute = reader.getAttributeLocalName(a).toLowerCase(Locale.ROOT);
      String value = reader.getAttributeValue(a);
      refused |= attribute.startsWith("on") || (attribute.equals("href") && !value.startsWith("#"));
    }
    if (refused) {
      throw new IllegalArgumentException(
          "Invalid drawing of the plan: element <%s> could run or load something"
              .formatted(reader.getLocalName()));
    }
  }

  private static String head(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "..";
  }
}
