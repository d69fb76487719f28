package dev.stator.lineage;

import dev.stator.lineage.HclExpressions.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openrewrite.hcl.internal.grammar.HCLParser;

/** The expressions of HCL that go over a collection: {@code for} and the splats. */
final class HclLoops {
  private HclLoops() {}

  /** What is taken of each element of a collection that is known. */
  static Setting splat(
      HCLParser.SplatExpressionContext splat, HclExpressions expressions, Names names) {
    Setting source = expressions.evaluate(splat.exprTerm(), names);
    List<HCLParser.GetAttrContext> attributes =
        splat.splat().fullSplat() != null
            ? splat.splat().fullSplat().getAttr()
            : splat.splat().attrSplat().getAttr();
    List<String> path =
        attributes.stream().map(attribute -> attribute.Identifier().getText()).toList();
    List<Setting> all = new ArrayList<>();
    for (Setting item : elements(source)) {
      Setting taken = HclExpressions.taken(item, path);
      if (taken == null) {
        return HclExpressions.later(splat, names);
      }
      all.add(taken);
    }
    return source == null || source instanceof Setting.Text
        ? HclExpressions.later(splat, names)
        : new Setting.Items(all, splat.getStart().getLine());
  }

  /** The elements of a list, the values of a map, or the one value. */
  private static List<Setting> elements(@Nullable Setting source) {
    return source instanceof Setting.Entries entries
        ? List.copyOf(entries.all().values())
        : Setting.items(source);
  }

  /** A loop over a collection that is known. */
  static Setting loop(HCLParser.ForExprContext loop, HclExpressions expressions, Names names) {
    HCLParser.ForTupleExprContext list = loop.forTupleExpr();
    HCLParser.ForObjectExprContext map = loop.forObjectExpr();
    HCLParser.ForIntroContext head = list != null ? list.forIntro() : map.forIntro();
    HCLParser.ForCondContext condition = list != null ? list.forCond() : map.forCond();
    Setting source = expressions.evaluate(head.expression(), names);
    int line = loop.getStart().getLine();
    if (source == null || source instanceof Setting.Text) {
      return HclExpressions.later(loop, names);
    }
    List<Setting> items = new ArrayList<>();
    Map<String, Setting> entries = new LinkedHashMap<>();
    int index = 0;
    for (Map.Entry<String, Setting> element : HclExpressions.byKey(source).entrySet()) {
      Setting key =
          source instanceof Setting.Entries
              ? Setting.text(element.getKey(), line)
              : Setting.text(Integer.toString(index), line);
      index++;
      Names inner = bound(head, key, element.getValue(), names);
      if (condition != null) {
        String holds = Setting.literal(expressions.evaluate(condition.expression(), inner));
        if (holds == null || !(holds.equals("true") || holds.equals("false"))) {
          return HclExpressions.later(loop, names);
        }
        if (holds.equals("false")) {
          continue;
        }
      }
      if (list != null) {
        Setting item = expressions.evaluate(list.expression(), inner);
        if (item != null) {
          items.add(item);
        }
      } else {
        String name = Setting.literal(expressions.evaluate(map.expression(0), inner));
        Setting value = expressions.evaluate(map.expression(1), inner);
        if (name == null) {
          return HclExpressions.later(loop, names);
        }
        if (value != null) {
          entries.put(name, value);
        }
      }
    }
    return list != null ? new Setting.Items(items, line) : new Setting.Entries(entries, line);
  }

  private static Names bound(
      HCLParser.ForIntroContext head, Setting key, Setting value, Names outer) {
    Map<String, Setting> variables = new LinkedHashMap<>();
    if (head.Identifier().size() > 1) {
      variables.put(head.Identifier(0).getText(), key);
    }
    variables.put(head.Identifier(head.Identifier().size() - 1).getText(), value);
    return HclExpressions.with(variables, outer);
  }
}
