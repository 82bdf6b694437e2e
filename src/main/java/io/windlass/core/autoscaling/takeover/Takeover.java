package io.windlass.core.autoscaling.takeover;

import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.Target;
import io.windlass.core.autoscaling.takeover.TakeoverStep.Deed;
import io.windlass.core.model.Json;
import io.windlass.core.model.Json.Obj;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A takeover as it stands: what {@code takeover.hpa} and {@code mode} ask for, and how far it is.
 * {@code Active}: the HorizontalPodAutoscaler is stopped in both directions, after a sync of its
 * controller nothing of its is under way any more, its manifest is kept in an annotation, and it is
 * deleted. {@code DryRun}: it is set going again, or made anew. Each step can be taken twice.
 *
 * @param autoscaler as it is stored
 * @param hpa the one that it names, if there is one
 */
public record Takeover(Obj autoscaler, AutoscalerSpec spec, Optional<Obj> hpa, Instant now) {
  private static final String PREFIX = "autoscaling.windlass.io/";
  private static final String STOPPED_BY = PREFIX + "stopped-by";
  private static final String STOPPED_AT = PREFIX + "stopped-at";
  private static final String BEHAVIOR = PREFIX + "behavior";
  private static final List<String> NOTES = List.of(STOPPED_BY, STOPPED_AT, BEHAVIOR);
  private static final String KEPT = PREFIX + "kept-hpa";
  private static final String TAKEN_OVER = PREFIX + "taken-over";
  // Its controller syncs every 15 s; one that is at work while it is stopped ends before.
  private static final Duration SYNC = Duration.ofSeconds(20);
  private static final Obj DISABLED = Obj.EMPTY.with("selectPolicy", "Disabled");

  /** Whether an autoscaler has taken over already; a takeover happens once. */
  public static boolean isDone(Obj autoscaler) {
    return annotation(autoscaler, TAKEN_OVER).isPresent();
  }

  /** Whether nothing is to be done, whatever there is. */
  public static boolean isSettled(Obj autoscaler, AutoscalerSpec spec) {
    return switch (spec.rules().mode()) {
      case ACTIVE -> isDone(autoscaler);
      case PAUSED -> true;
      case DRY_RUN -> false;
    };
  }

  /** What to do next. */
  public TakeoverStep next() {
    if (isSettled(autoscaler, spec)) {
      return new TakeoverStep.None();
    }
    return spec.rules().mode() == Mode.ACTIVE ? forth() : back();
  }

  private TakeoverStep forth() {
    if (hpa.isEmpty()) {
      return annotation(autoscaler, KEPT).isPresent()
          ? new Deed.Note(annotated(Obj.EMPTY.with(TAKEN_OVER, Timestamps.text(now))))
          : new TakeoverStep.None();
    }
    Obj found = hpa.get();
    if (!scalesTarget(found)) {
      return new TakeoverStep.None();
    }
    Optional<Instant> stoppedAt = annotation(found, STOPPED_AT).flatMap(Timestamps::parse);
    if (!isStopped(found) || stoppedAt.isEmpty()) {
      return stop(found);
    }
    Instant over = stoppedAt.get().plus(SYNC);
    if (now.isBefore(over)) {
      return new TakeoverStep.Wait(
          "HorizontalPodAutoscaler %s was stopped at %s; it is deleted at %s, after a sync"
              .formatted(name(found), Timestamps.text(stoppedAt.get()), Timestamps.text(over)));
    }
    String manifest = JsonText.canonical(manifest(found));
    return annotation(autoscaler, KEPT).equals(Optional.of(manifest))
        ? delete(found)
        : new Deed.Note(annotated(Obj.EMPTY.with(KEPT, manifest)));
  }

  private TakeoverStep back() {
    Optional<Obj> kept = annotation(autoscaler, KEPT).flatMap(Takeover::document);
    if (hpa.isEmpty()) {
      return kept.filter(it -> Optional.of(name(it)).equals(spec.takeoverFrom()))
          .filter(this::scalesTarget)
          .<TakeoverStep>map(Deed.CreateHpa::new)
          .orElseGet(TakeoverStep.None::new);
    }
    if (isStopped(hpa.get())) {
      return start(hpa.get());
    }
    return kept.isPresent() || isDone(autoscaler)
        ? new Deed.Note(
            annotated(Obj.EMPTY.with(KEPT, Json.Null.VALUE).with(TAKEN_OVER, Json.Null.VALUE)))
        : new TakeoverStep.None();
  }

  private TakeoverStep stop(Obj found) {
    Obj notes =
        Obj.EMPTY
            .with(STOPPED_BY, autoscaler.text("metadata", "name").orElse(""))
            .with(STOPPED_AT, Timestamps.text(now))
            .with(BEHAVIOR, JsonText.canonical(found.object("spec", "behavior")));
    Obj patch =
        guarded(found, notes)
            .with(
                "spec",
                Obj.EMPTY.with(
                    "behavior", Obj.EMPTY.with("scaleUp", DISABLED).with("scaleDown", DISABLED)));
    return new Deed.PatchHpa(patch);
  }

  private TakeoverStep start(Obj found) {
    Obj notes = Obj.EMPTY;
    for (String note : NOTES) {
      notes = notes.with(note, Json.Null.VALUE);
    }
    Obj before = behavior(found);
    Json behavior =
        before.fields().isEmpty()
            ? Json.Null.VALUE
            : Obj.EMPTY
                .with("scaleUp", before.get("scaleUp").orElse(Json.Null.VALUE))
                .with("scaleDown", before.get("scaleDown").orElse(Json.Null.VALUE));
    return new Deed.PatchHpa(
        guarded(found, notes).with("spec", Obj.EMPTY.with("behavior", behavior)));
  }

  private static TakeoverStep delete(Obj found) {
    Obj preconditions =
        Obj.EMPTY
            .with("uid", found.text("metadata", "uid").orElse(""))
            .with("resourceVersion", found.text("metadata", "resourceVersion").orElse(""));
    return new Deed.DeleteHpa(Obj.EMPTY.with("preconditions", preconditions));
  }

  /** As it was before it was stopped, without what a server adds. */
  private static Obj manifest(Obj found) {
    Obj annotations = found.object("metadata", "annotations");
    for (String note : NOTES) {
      annotations = annotations.without(note);
    }
    Obj metadata = Obj.EMPTY.with("name", name(found));
    for (Map.Entry<String, Obj> texts :
        Map.of("annotations", annotations, "labels", found.object("metadata", "labels"))
            .entrySet()) {
      metadata =
          texts.getValue().fields().isEmpty()
              ? metadata
              : metadata.with(texts.getKey(), texts.getValue());
    }
    Obj spec = found.object("spec").without("behavior");
    Obj behavior = behavior(found);
    return Obj.EMPTY
        .with("apiVersion", "autoscaling/v2")
        .with("kind", "HorizontalPodAutoscaler")
        .with("metadata", metadata)
        .with("spec", behavior.fields().isEmpty() ? spec : spec.with("behavior", behavior));
  }

  private static Obj behavior(Obj found) {
    return annotation(found, BEHAVIOR).flatMap(Takeover::document).orElse(Obj.EMPTY);
  }

  private boolean isStopped(Obj found) {
    return annotation(found, STOPPED_BY).equals(autoscaler.text("metadata", "name"));
  }

  private boolean scalesTarget(Obj found) {
    Obj ref = found.object("spec", "scaleTargetRef");
    Target other =
        new Target(
            ref.text("apiVersion").orElse(""),
            ref.text("kind").orElse(""),
            ref.text("name").orElse(""));
    return other.group().equals(spec.target().group())
        && other.toString().equals(spec.target().toString());
  }

  private static Obj guarded(Obj found, Obj annotations) {
    Obj metadata = Obj.EMPTY.with("annotations", annotations);
    return Obj.EMPTY.with(
        "metadata",
        metadata.with("resourceVersion", found.text("metadata", "resourceVersion").orElse("")));
  }

  private static Obj annotated(Obj annotations) {
    return Obj.EMPTY.with("metadata", Obj.EMPTY.with("annotations", annotations));
  }

  private static Optional<String> annotation(Obj object, String name) {
    return object.text("metadata", "annotations", name);
  }

  private static Optional<Obj> document(String text) {
    try {
      return JsonText.parse(text) instanceof Obj object ? Optional.of(object) : Optional.empty();
    } catch (IllegalArgumentException notJson) {
      return Optional.empty();
    }
  }

  private static String name(Obj object) {
    return object.text("metadata", "name").orElse("");
  }
}
