package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.jspecify.annotations.Nullable;
import org.openrewrite.hcl.internal.grammar.HCLLexer;
import org.openrewrite.hcl.internal.grammar.HCLParser;

/**
 * One file of HCL as blocks and attributes. The grammar is OpenRewrite's; only its generated parser
 * is used, which reads a text and does nothing else: expressions are evaluated by {@link
 * HclExpressions}, which fetches and executes nothing.
 */
final class HclFile {
  private HclFile() {}

  /**
   * A block: {@code resource "aws_dynamodb_table" "orders" { … }} has a type and two labels.
   *
   * @param attributes expressions by name; one that is {@code null} is not there
   */
  record Block(
      String type,
      List<String> labels,
      Map<String, HclExpression> attributes,
      List<Block> blocks,
      String file,
      int line) {
    String label(int index) {
      return index < labels.size() ? labels.get(index) : "";
    }
  }

  /** A file that is not HCL. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    Broken(String message) {
      super(message);
    }
  }

  private static final class Strict extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        @Nullable Object symbol,
        int line,
        int column,
        String message,
        @Nullable RecognitionException failure) {
      throw new Broken("line " + line + ": " + message);
    }
  }

  /**
   * The whole file as one block without a type.
   *
   * @throws Broken if it is not HCL
   * @throws IOException if it cannot be read
   */
  static Block read(SourceScan.Found file) throws IOException {
    return read(new String(Files.readAllBytes(file.path()), UTF_8), file.name(), 1);
  }

  /**
   * A text as an expression; null when it is none.
   *
   * @param line where it stands
   */
  static HclExpression.@Nullable Written expression(String text, int line) {
    try {
      return read("value = " + text, "", line).attributes().get("value")
              instanceof HclExpression.Written written
          ? written
          : null;
    } catch (Broken notOne) {
      return null;
    }
  }

  private static Block read(String text, String file, int line) {
    HCLLexer lexer = new HCLLexer(CharStreams.fromString(text.endsWith("\n") ? text : text + "\n"));
    lexer.setLine(line);
    HCLParser parser = new HCLParser(new CommonTokenStream(lexer));
    Strict strict = new Strict();
    lexer.removeErrorListeners();
    lexer.addErrorListener(strict);
    parser.removeErrorListeners();
    parser.addErrorListener(strict);
    HCLParser.ConfigFileContext root = parser.configFile();
    if (parser.getCurrentToken().getType() != HCLParser.EOF) {
      throw new Broken(
          "line " + parser.getCurrentToken().getLine() + ": neither a block nor an attribute");
    }
    return block("", List.of(), root.body(), file, 1);
  }

  private static Block block(
      String type,
      List<String> labels,
      HCLParser.@Nullable BodyContext body,
      String file,
      int line) {
    Map<String, HclExpression> attributes = new LinkedHashMap<>();
    List<Block> blocks = new ArrayList<>();
    List<HCLParser.BodyContentContext> contents = body == null ? List.of() : body.bodyContent();
    for (HCLParser.BodyContentContext content : contents) {
      HCLParser.AttributeContext attribute = content.attribute();
      HCLParser.BlockContext inner = content.block();
      if (attribute != null && attribute.expression() != null) {
        attributes.put(
            attribute.Identifier().getText(), new HclExpression.Written(attribute.expression()));
      } else if (inner != null) {
        List<String> names = new ArrayList<>();
        for (HCLParser.BlockLabelContext label : inner.blockLabel()) {
          names.add(
              label.stringLiteral() != null
                  ? label.stringLiteral().getText()
                  : label.Identifier().getText());
        }
        blocks.add(
            block(
                inner.Identifier().getText(),
                names,
                inner.blockExpr().body(),
                file,
                inner.getStart().getLine()));
      }
    }
    return new Block(type, List.copyOf(labels), attributes, blocks, file, line);
  }
}
