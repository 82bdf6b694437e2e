package io.windlass.core.cloneset;

import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.List;

/** Faults as they are found; used by one thread. */
final class Faults {
  private final List<Violation> found = new ArrayList<>();

  void add(String field, String message) {
    found.add(new Violation(field, message));
  }

  void check(boolean holds, String field, String message) {
    if (!holds) {
      add(field, message);
    }
  }

  void addAll(List<Violation> others) {
    found.addAll(others);
  }

  List<Violation> found() {
    return List.copyOf(found);
  }
}
