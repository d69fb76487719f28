package dev.stator.lineage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A report as one HTML file that needs nothing but a browser: no network, no other file.
 *
 * <p>The page is the same for every report; what differs is one block of JSON in it, which its
 * script reads. Nothing of the analysed code is markup, neither here nor there: in the block no
 * {@code <} is left and everything beyond ASCII is escaped, so no text can end it, and the script
 * makes text nodes of what it shows. Should both fail, the content security policy lets nothing run
 * but the two scripts whose sums it names, and nothing be fetched.
 */
final class ReportHtml {
  private static final String PAGE = "page/";
  private static final List<String> PROGRAM =
      List.of("dom.js", "model.js", "layout.js", "map.js", "lists.js", "details.js", "main.js");
  private static final Pattern HOLE = Pattern.compile("@([a-z]+)@");

  private ReportHtml() {}

  static String of(LineageReport report) {
    String style = resource(PAGE + "page.css");
    String library = library("dist/d3.min.js");
    String program =
        PROGRAM.stream()
            .map(name -> resource(PAGE + name))
            .collect(Collectors.joining("\n", "(() => {\n", "})();\n"));
    String policy =
        "default-src 'none'; script-src "
            + sum(library)
            + " "
            + sum(program)
            + "; style-src "
            + sum(style)
            + "; base-uri 'none'; form-action 'none'";
    String data = JsonText.compact(ReportHtmlData.of(report)).replace("<", "\\u003c");
    return filled(
        resource(PAGE + "page.html"),
        Map.of(
            "policy", policy,
            "style", style,
            "licence", library("LICENSE").strip(),
            "data", data,
            "library", library,
            "program", program));
  }

  private static String filled(String page, Map<String, String> parts) {
    StringBuilder out = new StringBuilder();
    Matcher hole = HOLE.matcher(page);
    int from = 0;
    while (hole.find()) {
      String part = parts.get(hole.group(1));
      if (part == null) {
        throw new IllegalStateException("the page has a hole that nothing fills: " + hole.group());
      }
      out.append(page, from, hole.start()).append(part);
      from = hole.end();
    }
    return out.append(page, from, page.length()).toString();
  }

  /** What a content security policy allows an inline script or style by. */
  private static String sum(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** A file of D3, out of its WebJar, whose folder is named by the version. */
  private static String library(String file) {
    Properties properties = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars.npm/d3/pom.properties")) {
      properties.load(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    String version = properties.getProperty("version");
    return resource("/META-INF/resources/webjars/d3/" + version + "/" + file);
  }

  private static String resource(String name) {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static InputStream open(String name) {
    InputStream in = ReportHtml.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(name + " is not on the class path, and the page needs it");
    }
    return in;
  }
}
