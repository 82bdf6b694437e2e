package io.windlass.manager.bench;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.manager.bench.Subject.Template;

/** The pieces of work that are measured, in their order. */
public enum Phase {
  /** From no pods to all. */
  CREATE("create"),
  /** Another image for one of two containers. */
  IN_PLACE("in place"),
  /** Another label in the template, nothing else. */
  METADATA("metadata only"),
  /** Another value of a variable, which no container takes while it runs. */
  RECREATE("recreate"),
  /** From all pods to none. */
  SCALE_IN("scale-in");

  private final String title;

  Phase(String title) {
    this.title = title;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The change of the CloneSet that begins it: a merge patch, or a JSON patch if it is a list. */
  String patch(int pods) {
    Template after = template();
    String container = "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/";
    return switch (this) {
      case CREATE, SCALE_IN -> "{\"spec\":{\"replicas\":%d}}".formatted(podsAfter(pods));
      case IN_PLACE -> container + "image\",\"value\":\"%s\"}]".formatted(after.image());
      case METADATA ->
          "{\"spec\":{\"template\":{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}}}"
              .formatted(Subject.ROUND, after.label());
      case RECREATE -> container + "env/0/value\",\"value\":\"%s\"}]".formatted(after.variable());
    };
  }

  /** How many pods there are when it is done. */
  int podsAfter(int pods) {
    return this == SCALE_IN ? 0 : pods;
  }

  /** Whether a pod is what this phase makes of it. */
  boolean hasReached(Pod pod) {
    Template after = template();
    Container first = pod.getSpec().getContainers().getFirst();
    return first.getImage().equals(after.image())
        && first.getEnv().getFirst().getValue().equals(after.variable())
        && after.label().equals(pod.getMetadata().getLabels().get(Subject.ROUND));
  }

  private Template template() {
    return new Template(
        Subject.image(isFrom(IN_PLACE) ? 1 : 0),
        isFrom(METADATA) ? "r1" : "r0",
        isFrom(RECREATE) ? "another value" : Subject.VARIABLE);
  }

  private boolean isFrom(Phase earliest) {
    return compareTo(earliest) >= 0;
  }
}
