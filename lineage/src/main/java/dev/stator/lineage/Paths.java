package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;

/** Paths below the analysed folder, with slashes. */
final class Paths {
  private Paths() {}

  /** The folder of a path, empty for the root. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Two paths one after the other, without {@code .} and {@code ..}. */
  static String joined(String folder, String path) {
    List<String> steps = new ArrayList<>();
    for (String step : (folder + "/" + path).split("/", -1)) {
      if (step.equals("..") && !steps.isEmpty()) {
        steps.remove(steps.size() - 1);
      } else if (!step.isEmpty() && !step.equals(".") && !step.equals("..")) {
        steps.add(step);
      }
    }
    return String.join("/", steps);
  }
}
