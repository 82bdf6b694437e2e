package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * One CronHPA where its kind is served: it becomes a TimedPodAutoscaler that it owns, which the one
 * controller acts on, and what came of it is told in its own status. A function of what is stored:
 * the same answer after every restart.
 *
 * @param hpa the HPA that it points to, while it is there
 * @param autoscaler the TimedPodAutoscaler of its name, if there is one
 */
public record ServedCronHpa(
    Json.Obj source,
    Optional<Json.Obj> hpa,
    Optional<Json.Obj> autoscaler,
    ZoneId zone,
    Instant now) {
  /** The label that its TimedPodAutoscaler bears, with its name. */
  public static final String LABEL = "autoscaling.windlass.io/cronhpa";

  /**
   * What to do.
   *
   * @param wanted the TimedPodAutoscaler to apply; empty if it is there already, or refused
   * @param pause whether the one that is there must not act any more
   * @param status of the CronHPA
   * @param news conditions of the status that were not there before: a job succeeded, or failed
   */
  public record Plan(Optional<Json.Obj> wanted, boolean pause, Json.Obj status, List<Json> news) {
    public Plan {
      news = List.copyOf(news);
    }

    private static Plan of(Optional<Json.Obj> wanted, boolean pause, JobStates states) {
      Json.Obj status = states.status();
      return new Plan(wanted, pause, status, states.news(status));
    }
  }

  /** What to do now. */
  public Plan plan() {
    Optional<Json.Obj> own = autoscaler.filter(this::isOwn);
    if (autoscaler.isPresent() && own.isEmpty()) {
      return refused(
          own,
          List.of("a TimedPodAutoscaler of that name is there already, made by somebody else"));
    }
    ArmedJobs armed = new ArmedJobs(source, own);
    Moved moved = new CronHpaMove(source, zone, now, hpa(own), Optional.of(armed)).move();
    if (!moved.refusals().isEmpty()) {
      return refused(own, moved.refusals());
    }
    Json.Obj wanted = owned(moved.object());
    boolean isThere = own.filter(it -> Within.is(wanted, it)).isPresent();
    JobStates states = new JobStates(source, own, Optional.empty(), now);
    return Plan.of(isThere ? Optional.empty() : Optional.of(wanted), false, states);
  }

  private Plan refused(Optional<Json.Obj> own, List<String> why) {
    boolean acts = own.filter(it -> !isPaused(it)).isPresent();
    Optional<String> words = Optional.of(String.join("; ", why));
    return Plan.of(Optional.empty(), acts, new JobStates(source, own, words, now));
  }

  /**
   * The HPA as it was when it was taken over: afterwards it is gone, or bound so that it does
   * nothing, and what it said lives on in the TimedPodAutoscaler.
   */
  private Optional<Json.Obj> hpa(Optional<Json.Obj> own) {
    if (!CronHpaMove.pointsToHpa(source)) {
      return Optional.empty();
    }
    Optional<String> wanted = source.text("spec", "scaleTargetRef", "name");
    return own.filter(it -> it.text("spec", "takeover", "hpa").equals(wanted))
        .map(
            it ->
                Json.Obj.EMPTY
                    .with("apiVersion", "autoscaling/v2")
                    .with("metadata", Json.Obj.EMPTY.with("name", wanted.orElse("")))
                    .with("spec", it.object("spec")))
        .or(() -> hpa);
  }

  private Json.Obj owned(Json.Obj object) {
    Json.Obj owner =
        Json.Obj.EMPTY
            .with("apiVersion", source.text("apiVersion").orElse(""))
            .with("kind", source.text("kind").orElse(""))
            .with("name", source.text("metadata", "name").orElse(""))
            .with("uid", uid())
            .with("controller", Json.of(true))
            .with("blockOwnerDeletion", Json.of(false));
    Json.Obj labels = Json.Obj.EMPTY.with(LABEL, source.text("metadata", "name").orElse(""));
    return object.with(
        "metadata",
        object
            .object("metadata")
            .with("labels", labels)
            .with("ownerReferences", Json.of(List.of(owner))));
  }

  private boolean isOwn(Json.Obj object) {
    return object.items("metadata", "ownerReferences").stream()
        .anyMatch(owner -> owner.text("uid").equals(Optional.of(uid())));
  }

  private static boolean isPaused(Json.Obj object) {
    return object.text("spec", "mode").equals(Optional.of("Paused"));
  }

  private String uid() {
    return source.text("metadata", "uid").orElse("");
  }
}
