package io.windlass.devcluster.sim.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.workload.Conditions;
import io.windlass.devcluster.sim.workload.Conditions.Says;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One step of one Deployment, from what there is to the writes. Used once, by one thread. */
final class DeploymentStep {
  private final DeploymentWrites writes;
  private final OwnSets sets;
  private final Function<String, List<PodSight>> podsOf;
  private final ObjectNode deployment;
  private final Strategy strategy;
  private final Instant now;
  private ObjectNode written;

  /**
   * @param deployment as it was read; its status and revision are kept abreast of the writes
   * @param podsOf the pods of a ReplicaSet by its uid
   */
  DeploymentStep(
      DeploymentWrites writes,
      ObjectNode deployment,
      OwnSets sets,
      Function<String, List<PodSight>> podsOf,
      Instant now) {
    this.writes = writes;
    this.deployment = deployment;
    this.sets = sets;
    this.podsOf = podsOf;
    this.strategy = Strategy.of(deployment.path("spec"));
    this.now = now;
    this.written = deployment.deepCopy();
  }

  /** Carries it out; the answer is when time alone may change something. */
  Optional<Instant> run() {
    if (Meta.of(deployment).deleted().isPresent()) {
      syncRevision();
      return write(judge().counted(sets.current(), sets.old()));
    }
    judge().pausing().ifPresent(this::say);
    boolean paused = deployment.at("/spec/paused").asBoolean();
    if (paused || ProportionalScaling.isDue(strategy, sets.all())) {
      return scale(paused);
    }
    syncRevision();
    return strategy.recreate() ? recreate() : roll();
  }

  private Optional<Instant> scale(boolean paused) {
    syncRevision();
    int before = deployment.at("/status/replicas").asInt();
    resize(new ProportionalScaling(strategy, before).resizes(sets.current(), sets.old()));
    if (paused) {
      cleanUp();
    }
    return write(judge().counted(sets.current(), sets.old()));
  }

  private Optional<Instant> roll() {
    if (sets.current().isEmpty() && !createCurrent()) {
      return Optional.empty();
    }
    List<Resize> resizes = RollingPlan.next(strategy, sets.current().orElseThrow(), sets.old());
    resize(resizes);
    return finish(resizes.isEmpty());
  }

  private Optional<Instant> recreate() {
    List<Resize> downs =
        sets.old().stream().filter(RevisionSet::isActive).map(set -> new Resize(set, 0)).toList();
    resize(downs);
    if (!downs.isEmpty() || oldPodsRun()) {
      return finish(false);
    }
    if (sets.current().isEmpty() && !createCurrent()) {
      return Optional.empty();
    }
    RevisionSet current = sets.current().orElseThrow();
    if (current.desired() != strategy.replicas()) {
      resize(List.of(new Resize(current, strategy.replicas())));
    }
    return finish(true);
  }

  private Optional<Instant> finish(boolean mayCleanUp) {
    if (mayCleanUp && judge().isComplete(deployment.path("status"))) {
      cleanUp();
    }
    return write(judge().progressed(sets.current(), sets.old(), sets.failure()));
  }

  private boolean oldPodsRun() {
    boolean counted = sets.old().stream().anyMatch(set -> set.counts().replicas() > 0);
    return counted
        || sets.old().stream()
            .flatMap(set -> podsOf.apply(set.meta().uid()).stream())
            .anyMatch(pod -> !pod.isOver());
  }

  /** Gives the present template's set, if there is one, its revision, and the Deployment it too. */
  private void syncRevision() {
    Optional<ObjectNode> current = sets.currentObject();
    if (current.isEmpty()) {
      return;
    }
    ObjectNode set = writes.syncNotes(deployment, current.get(), sets.nextRevision());
    sets.putCurrent(set);
    setRevision(Meta.annotations(set).getOrDefault(RevisionNotes.REVISION, ""));
    Conditions conditions = Conditions.of(deployment.path("status"), now);
    if (judge().hasDeadline() && conditions.find(DeploymentStatus.PROGRESSING).isEmpty()) {
      String message = "Found new replica set \"%s\"".formatted(Meta.of(set).key().name());
      say(new Says(DeploymentStatus.PROGRESSING, "True", "FoundNewReplicaSet", message));
    }
  }

  /** False if a set of another template has the name: the next step tries another one. */
  private boolean createCurrent() {
    RevisionSet none = RevisionSet.of(NewSet.of(deployment, 0, Map.of()));
    int replicas = RollingPlan.newSize(strategy, none, sets.old());
    DeploymentWrites.Made made = writes.create(deployment, strategy, replicas, sets.nextRevision());
    switch (made) {
      case DeploymentWrites.Made.Created(ObjectNode set) -> {
        sets.putCurrent(set);
        setRevision(Meta.annotations(set).getOrDefault(RevisionNotes.REVISION, ""));
        String message = "Created new replica set \"%s\"".formatted(Meta.of(set).key().name());
        if (judge().hasDeadline()) {
          say(new Says(DeploymentStatus.PROGRESSING, "True", "NewReplicaSetCreated", message));
        }
      }
      case DeploymentWrites.Made.Found(ObjectNode set) -> sets.putCurrent(set);
      case DeploymentWrites.Made.Taken() -> {
        int collisions = deployment.at("/status/collisionCount").asInt() + 1;
        write(status().deepCopy().put("collisionCount", collisions));
        return false;
      }
      case DeploymentWrites.Made.Refused(String message, RuntimeException why) -> {
        if (judge().hasDeadline()) {
          String reason = DeploymentWrites.CREATE_REFUSED;
          say(new Says(DeploymentStatus.PROGRESSING, "False", reason, message));
        }
        throw why;
      }
    }
    return true;
  }

  private void resize(List<Resize> resizes) {
    for (Resize resize : resizes) {
      writes.resize(deployment, resize, strategy).ifPresent(sets::put);
    }
  }

  private void cleanUp() {
    JsonNode limit = deployment.at("/spec/revisionHistoryLimit");
    if (!limit.isNumber() || limit.asInt() == Integer.MAX_VALUE) {
      return;
    }
    List<RevisionSet> old =
        sets.old().stream()
            .filter(set -> set.meta().deleted().isEmpty())
            .sorted(
                Comparator.comparingLong(RevisionSet::revision).thenComparing(RevisionSet.BY_AGE))
            .toList();
    old.stream()
        .limit(Math.max(0, old.size() - limit.asInt()))
        .filter(set -> !set.isActive() && set.counts().replicas() == 0 && set.counts().settled())
        .forEach(set -> writes.delete(set));
  }

  private DeploymentStatus judge() {
    return new DeploymentStatus(deployment, status(), now);
  }

  private ObjectNode status() {
    return deployment.withObjectProperty("status");
  }

  private void say(Says says) {
    ObjectNode status = status().deepCopy();
    Conditions conditions = Conditions.of(status, now);
    conditions.say(says, DeploymentStatus.UPDATED);
    conditions.into(status);
    write(status);
  }

  private void setRevision(String revision) {
    if (!revision.isEmpty()) {
      deployment
          .withObject("/metadata")
          .withObjectProperty("annotations")
          .put(RevisionNotes.REVISION, revision);
    }
  }

  private Optional<Instant> write(ObjectNode status) {
    deployment.set("status", status);
    if (!deployment.equals(written)) {
      writes.status(deployment, status);
      written = deployment.deepCopy();
    }
    return judge().deadline(status);
  }
}
