package dev.stator.lineage;

import org.openrewrite.hcl.internal.grammar.HCLParser;

/** An expression of a configuration, as it is written; see {@link HclExpressions}. */
sealed interface HclExpression {
  record Written(HCLParser.ExpressionContext tree) implements HclExpression {}

  /** A value of JSON, whose texts are templates. */
  record Json(Setting value) implements HclExpression {}
}
