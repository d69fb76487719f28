package dev.stator.lineage;

import java.util.List;
import java.util.Set;

/**
 * Which files are tests, and which tests put mocks in the place of what they test.
 *
 * <p>What such a test hands to the code under test names no table that this code ever touches, so a
 * text written there is no name outside of tests (see {@link Atom.Text#mocked}). A test that runs
 * on moto, DynamoDB Local or the real service does touch its tables.
 */
final class TestCode {
  private static final Set<String> MOCKING =
      Set.of("mock", "unittest.mock", "pytest_mock", "botocore.stub", "asynctest");

  private TestCode() {}

  /** Whether a file is one of tests, by its path. */
  static boolean isTest(String path) {
    String rooted = "/" + path;
    String name = rooted.substring(rooted.lastIndexOf('/') + 1);
    return rooted.contains("/tests/")
        || rooted.contains("/test/")
        || name.startsWith("test_")
        || name.endsWith("_test.py")
        || name.endsWith("_tests.py")
        || name.equals("tests.py")
        || name.equals("conftest.py");
  }

  /** Whether code puts mocks in place, and none that stores as DynamoDB does. */
  static boolean mocks(List<Stmt> statements) {
    Search search = new Search();
    search.statements(statements);
    return search.mocks && !search.stores;
  }

  private static final class Search {
    private boolean mocks;
    private boolean stores;

    void statements(List<Stmt> statements) {
      for (Stmt statement : statements) {
        if (statement instanceof Stmt.Import imports) {
          imports.clauses().forEach(clause -> module(clause.module()));
        } else if (statement instanceof Stmt.ImportFrom from) {
          module(from.module());
          from.names().forEach(member -> module(from.module() + "." + member.name()));
        } else if (statement instanceof Stmt.Function function) {
          function.parameters().all().forEach(parameter -> fixture(parameter.name()));
        }
        SyntaxParts.bodies(statement).forEach(this::statements);
      }
    }

    private void module(String name) {
      mocks |= MOCKING.contains(name);
      stores |= name.equals("moto") || name.startsWith("moto.");
    }

    private void fixture(String name) {
      mocks |= name.equals("mocker");
    }
  }
}
