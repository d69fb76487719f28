package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Finding;
import java.util.ArrayList;
import java.util.List;

/** Findings about calls for one item that a loop makes, where one call could serve for many. */
final class LoopFindings {
  private final Functions functions;
  private final List<Finding> found = new ArrayList<>();

  private LoopFindings(Functions functions) {
    this.functions = functions;
  }

  static List<Finding> of(List<Findings.Subject> subjects, Functions functions) {
    LoopFindings findings = new LoopFindings(functions);
    subjects.forEach(findings::loop);
    return findings.found;
  }

  private void loop(Findings.Subject subject) {
    String api = subject.api();
    boolean conditional = subject.request().given().contains("ConditionExpression");
    boolean single =
        api.equals("get_item")
            || ((api.equals("put_item") || api.equals("delete_item"))
                && !conditional
                && !subject.request().open());
    if (!single || subject.access().site().receiver().equals(Operation.BATCH_WRITER)) {
      return;
    }
    String batch = api.equals("get_item") ? "batch_get_item" : "batch_writer()";
    FunctionBody body = functions.body(subject.place());
    FunctionBody.Call call = body.at(subject.site().point.at());
    if (call != null && body.variesByTurn(call)) {
      found.add(
          FindingRule.ITEM_CALL_IN_LOOP.at(
              subject.access().site(),
              api
                  + " on "
                  + subject.table()
                  + " once for each turn of a loop. Use "
                  + batch
                  + "."));
    } else if (call != null && subject.place().at() != 0) {
      calledInLoop(subject, batch);
    }
  }

  /** A function that makes one call an item, called for each of many. */
  private void calledInLoop(Findings.Subject subject, String batch) {
    Stmt.Function definition = functions.definition(subject.place());
    for (Calls.Place caller : functions.callers(subject.place())) {
      FunctionBody body = functions.body(caller);
      for (FunctionBody.Call call : body.calls()) {
        if (definition != null
            && call.name().equals(definition.name())
            && body.variesByTurn(call)) {
          found.add(
              FindingRule.ITEM_CALL_IN_LOOP.at(
                  caller.file(),
                  call.at(),
                  definition.name()
                      + " makes one "
                      + subject.api()
                      + " on "
                      + subject.table()
                      + ", and is called once for each turn of a loop. Use "
                      + batch
                      + "."));
        }
      }
    }
  }
}
