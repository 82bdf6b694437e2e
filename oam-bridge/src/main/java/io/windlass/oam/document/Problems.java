package io.windlass.oam.document;

import java.util.ArrayList;
import java.util.List;

/** Where readers put what they find wrong, in the order of finding. For one thread. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(Problem problem) {
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Whether something was found that refuses the document. */
  public boolean refuse() {
    return found.stream().anyMatch(Problem::refuses);
  }

  public List<Problem> list() {
    return List.copyOf(found);
  }
}
