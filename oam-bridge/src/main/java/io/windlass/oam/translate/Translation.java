package io.windlass.oam.translate;

import io.windlass.oam.document.Problem;
import io.windlass.oam.model.Application;
import io.windlass.oam.render.InstanceReport;
import io.windlass.oam.render.Rendered;
import java.util.List;

/**
 * What became of an application.
 *
 * @param application as it was understood, as far as it could be
 * @param objects in the order in which they are applied; none if a problem refuses it
 * @param unsatisfied values that have not been passed yet, so that their receivers wait
 */
public record Translation(
    Application application,
    List<Rendered> objects,
    List<Problem> problems,
    List<InstanceReport> instances,
    List<Unsatisfied> unsatisfied) {
  public Translation {
    objects = List.copyOf(objects);
    problems = List.copyOf(problems);
    instances = List.copyOf(instances);
    unsatisfied = List.copyOf(unsatisfied);
  }

  /** Whether nothing of it may be obeyed. */
  public boolean refused() {
    return problems.stream().anyMatch(Problem::refuses);
  }
}
