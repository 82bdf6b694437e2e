package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order in which a workload changes hands, so that its replicas are never touched: first a dry
 * run beside the old owner, then the change. Stateless.
 */
public final class Handover {
  private Handover() {}

  /**
   * The steps for one moved object.
   *
   * @param resource the old owner's, as kubectl calls it
   */
  public static List<String> steps(String resource, Json.Obj moved) {
    String name = moved.text("metadata", "name").orElse("");
    String space = moved.text("metadata", "namespace").map(it -> " -n " + it).orElse("");
    Optional<String> hpa = moved.text("spec", "takeover", "hpa");
    List<String> steps = new ArrayList<>();
    steps.add("apply it: it is in DryRun, which only tells what it would do");
    steps.add(
        "compare for a day or more: kubectl%s get tpa %s -w, and ./windlass why%s tpa/%s"
            .formatted(space, name, space, name));
    if (!resource.equals("hpa")) {
      steps.add(
          "keep a copy of the old one and delete it: kubectl%s get %s %s -o yaml > old.yaml;"
                  .formatted(space, resource, name)
              + " kubectl%s delete %s %s".formatted(space, resource, name));
    }
    hpa.ifPresent(
        it ->
            steps.add(
                "HPA %s is taken over, replicas untouched, as spec.takeover says".formatted(it)));
    steps.add(
        "switch over: kubectl%s patch tpa %s --type=merge -p '{\"spec\":{\"mode\":\"Active\"}}'"
            .formatted(space, name));
    steps.add("back again: mode DryRun, then apply the old one");
    return List.copyOf(steps);
  }
}
