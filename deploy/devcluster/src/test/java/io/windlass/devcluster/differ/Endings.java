package io.windlass.devcluster.differ;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes deletions that say what becomes of the dependents. Compared is what the API server answers;
 * what garbage collectors do next is not waited for. Used by one thread.
 */
final class Endings {
  static final String BACKGROUND = "{\"propagationPolicy\":\"Background\"}";
  private static final List<String> OPTIONS =
      List.of(
          "{\"propagationPolicy\":\"Foreground\"}",
          "{\"propagationPolicy\":\"Orphan\"}",
          "{\"orphanDependents\":true}",
          "{\"orphanDependents\":false}",
          "{\"orphanDependents\":true,\"propagationPolicy\":\"Orphan\"}",
          "{\"propagationPolicy\":\"Foreground\",\"dryRun\":[\"All\"]}");

  private final TypeSpec type;
  private final Random random;

  Endings(TypeSpec type, Random random) {
    this.type = type;
    this.random = random;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    if (type.isUndeletable()) {
      return steps;
    }
    for (int i = 0; i < OPTIONS.size(); i++) {
      String name = type.named("end" + i);
      String body = type.sample(name, random).toString();
      String path = type.collection() + "/" + name;
      steps.add(Step.write(type.lane(), "POST", type.collection(), name, body).uncompared());
      steps.add(Step.write(type.lane(), "DELETE", path, name, OPTIONS.get(i)));
      steps.addAll(removal(type, name));
    }
    return steps;
  }

  /** What ends an object whatever holds it. */
  static List<Step> removal(TypeSpec type, String name) {
    String path = type.collection() + "/" + name;
    String free = "{\"metadata\":{\"finalizers\":null}}";
    String now = "{\"gracePeriodSeconds\":0,\"propagationPolicy\":\"Background\"}";
    return List.of(
        Step.patch(type.lane(), path, name, "merge-patch+json", free).uncompared(),
        Step.write(type.lane(), "DELETE", path, name, now).uncompared());
  }
}
