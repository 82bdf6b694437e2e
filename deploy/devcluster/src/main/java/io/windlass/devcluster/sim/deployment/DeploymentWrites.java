package io.windlass.devcluster.sim.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.workload.ControllerClient;
import io.windlass.devcluster.sim.workload.Controlling;
import io.windlass.devcluster.sim.workload.PodWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a Deployment's controller writes. Thread-safe. */
final class DeploymentWrites {
  static final String CREATE_REFUSED = "ReplicaSetCreateError";

  private final ControllerClient client;
  private final ResourceType deployments;
  private final ResourceType sets;

  DeploymentWrites(ControllerClient client, ResourceType deployments, ResourceType sets) {
    this.client = client;
    this.deployments = deployments;
    this.sets = sets;
  }

  /** What has come of the wish for a new ReplicaSet. */
  sealed interface Made {
    record Created(ObjectNode set) implements Made {}

    /** It was there already. */
    record Found(ObjectNode set) implements Made {}

    /** Another template's set has its name. */
    record Taken() implements Made {}

    record Refused(String message, RuntimeException why) implements Made {}
  }

  Made create(ObjectNode deployment, Strategy strategy, int replicas, long revision) {
    ObjectNode bare = NewSet.of(deployment, replicas, Map.of());
    Map<String, String> notes = RevisionNotes.ofNewest(deployment, bare, revision);
    RevisionNotes.putScale(notes, strategy);
    ObjectNode set = NewSet.of(deployment, replicas, notes);
    String name = Meta.of(set).key().name();
    try {
      ObjectNode created = client.create(sets, set);
      if (replicas > 0) {
        tell(deployment, "Scaled up replica set %s from 0 to %d".formatted(name, replicas));
      }
      return new Made.Created(created);
    } catch (ApiException e) {
      if (e.code() == 409) {
        return exists(deployment, set);
      }
      String message =
          "Failed to create new replica set \"%s\": %s".formatted(name, e.getMessage());
      if (!PodWriter.isNamespaceGoing(e)) {
        client.announce(deployment, Notice.warning(CREATE_REFUSED, message));
      }
      return new Made.Refused(message, e);
    }
  }

  private Made exists(ObjectNode deployment, ObjectNode wanted) {
    String owner = Meta.of(deployment).uid();
    return client
        .find(sets, Meta.of(wanted).key())
        .filter(set -> Controlling.of(set).filter(c -> c.uid().equals(owner)).isPresent())
        .filter(set -> NewSet.isCurrent(deployment, set))
        .<Made>map(Made.Found::new)
        .orElseGet(Made.Taken::new);
  }

  /** Sees to the annotations and {@code minReadySeconds} of the present template's set. */
  ObjectNode syncNotes(ObjectNode deployment, ObjectNode set, long revision) {
    Map<String, String> notes = RevisionNotes.ofNewest(deployment, set, revision);
    int minReady = deployment.at("/spec/minReadySeconds").asInt();
    boolean same =
        notes.equals(new TreeMap<>(Meta.annotations(set)))
            && minReady == set.at("/spec/minReadySeconds").asInt();
    if (same) {
      return set;
    }
    return client
        .change(
            sets,
            Meta.of(set),
            "",
            now -> {
              putNotes(now, notes);
              now.withObject("/spec").put("minReadySeconds", minReady);
              return now;
            })
        .orElse(set);
  }

  /** Gives a set another size, and tells it. */
  Optional<ObjectNode> resize(ObjectNode deployment, Resize resize, Strategy strategy) {
    int before = resize.set().desired();
    Optional<ObjectNode> written =
        client.change(
            sets,
            resize.set().meta(),
            "",
            now -> {
              Map<String, String> notes = new TreeMap<>(Meta.annotations(now));
              RevisionNotes.putScale(notes, strategy);
              putNotes(now, notes);
              now.withObject("/spec").put("replicas", resize.replicas());
              return now;
            });
    if (written.isPresent() && before != resize.replicas()) {
      String direction = before < resize.replicas() ? "up" : "down";
      tell(
          deployment,
          "Scaled %s replica set %s from %d to %d"
              .formatted(direction, resize.set().name(), before, resize.replicas()));
    }
    return written;
  }

  void delete(RevisionSet set) {
    client.delete(sets, set.meta());
  }

  /** Writes the status, and the revision that is noted on the Deployment with it. */
  void status(ObjectNode deployment, ObjectNode status) {
    Optional<String> revision =
        Optional.ofNullable(Meta.annotations(deployment).get(RevisionNotes.REVISION));
    client.change(
        deployments,
        Meta.of(deployment),
        "status",
        now -> {
          revision.ifPresent(
              r ->
                  now.withObject("/metadata")
                      .withObjectProperty("annotations")
                      .put(RevisionNotes.REVISION, r));
          now.set("status", status);
          return now;
        });
  }

  private void tell(ObjectNode deployment, String message) {
    client.announce(deployment, Notice.normal("ScalingReplicaSet", message));
  }

  private static void putNotes(ObjectNode set, Map<String, String> notes) {
    ObjectNode annotations = set.withObject("/metadata").putObject("annotations");
    notes.forEach(annotations::put);
  }
}
