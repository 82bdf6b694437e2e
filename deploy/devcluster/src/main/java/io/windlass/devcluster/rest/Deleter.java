package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.DeleteOptions.Propagation;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The verb delete: preconditions, finalizers, grace periods. Thread-safe. */
public final class Deleter {
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";
  // The oldest of the workload types, from before dependents were collected.
  private static final Set<String> ORPHAN_BY_DEFAULT =
      Set.of("jobs.batch", "replicationcontrollers");
  // Nothing depends on these.
  private static final Set<String> NEVER_COLLECTED = Set.of("events", "events.events.k8s.io");
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private final ClusterClock clock;
  private final Admission admission;

  public Deleter(ClusterClock clock, Admission admission) {
    this.clock = clock;
    this.admission = admission;
  }

  /**
   * How a deletion ended.
   *
   * @param object the object as it is or was last
   * @param gone whether it has been removed
   */
  public record Deletion(ObjectNode object, boolean gone) {}

  /** Deletes, or marks as being deleted. */
  public Deletion delete(Served served, ObjectKey key, DeleteOptions options) {
    while (true) {
      Stored current =
          served
              .store()
              .get(key)
              .orElseThrow(() -> ApiException.notFound(served.type(), key.name()));
      ObjectNode old = served.read(current);
      options.checkPreconditions(served.type(), old);
      ObjectNode marked = old.deepCopy();
      boolean gone = mark(served, marked, options);
      if (!gone && Documents.same(marked, old)) {
        return new Deletion(marked, false);
      }
      Admission.Request request =
          new Admission.Request(Admission.Operation.DELETE, served, "", key, options.forReview());
      admission.of(request).ifPresent(review -> review.end(old));
      if (options.dryRun()) {
        return new Deletion(marked, gone);
      }
      Optional<Deletion> done = commit(served, current, marked, gone);
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  private static Optional<Deletion> commit(
      Served served, Stored current, ObjectNode marked, boolean gone) {
    ObjectNode copy = served.toStored(marked.deepCopy());
    Optional<Stored> written =
        gone ? served.store().remove(current, copy) : served.store().replace(current, copy);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Change.Kind kind = gone ? Change.Kind.DELETED : Change.Kind.MODIFIED;
    served.rules().committed(new Change(kind, written.get(), Optional.of(current)));
    return Optional.of(new Deletion(served.read(written.get()), gone));
  }

  /** Writes into the object what the deletion does to it; true if nothing keeps it any longer. */
  private boolean mark(Served served, ObjectNode object, DeleteOptions options) {
    setPropagation(served, object, options);
    served.rules().prepareDelete(object);
    return switch (served.type().qualifiedName()) {
      case "pods" -> markPod(object, options);
      case "namespaces" -> markNamespace(served, object);
      case "customresourcedefinitions.apiextensions.k8s.io" -> markDefinition(object);
      default -> markPlain(object);
    };
  }

  private boolean markPlain(ObjectNode object) {
    if (ObjectMeta.finalizers(object).isEmpty()) {
      return true;
    }
    if (!ObjectMeta.isBeingDeleted(object)) {
      stamp(object, clock.now(), 0);
    }
    return false;
  }

  // A definition is marked without what other types state: a grace period, a new generation.
  private boolean markDefinition(ObjectNode object) {
    boolean gone = ObjectMeta.finalizers(object).isEmpty();
    if (!gone && !ObjectMeta.isBeingDeleted(object)) {
      Documents.metadata(object).put("deletionTimestamp", ObjectMeta.timestamp(clock.now()));
    }
    return gone;
  }

  private boolean markNamespace(Served served, ObjectNode object) {
    String name = Documents.text(object, "metadata", "name");
    if (IMMORTAL.contains(name)) {
      throw ApiException.forbidden(served.type(), name, "this namespace may not be deleted");
    }
    if (!ObjectMeta.isBeingDeleted(object)) {
      Documents.metadata(object).put("deletionTimestamp", ObjectMeta.timestamp(clock.now()));
      Documents.child(object, "status").put("phase", "Terminating");
    }
    return ObjectMeta.finalizers(object).isEmpty()
        && Documents.at(object, "spec", "finalizers").isEmpty();
  }

  private boolean markPod(ObjectNode pod, DeleteOptions options) {
    JsonNode metadata = pod.path("metadata");
    long wanted = podGraceSeconds(pod, options);
    if (!ObjectMeta.isBeingDeleted(pod)) {
      stamp(pod, clock.now().plusSeconds(wanted), wanted);
    } else if (options.gracePeriodSeconds().isPresent()) {
      shorten(pod, wanted);
    }
    long left = metadata.path("deletionGracePeriodSeconds").asLong(0);
    return left == 0 && ObjectMeta.finalizers(pod).isEmpty();
  }

  /** A grace period that runs may only become shorter. */
  private static void shorten(ObjectNode pod, long wanted) {
    JsonNode metadata = pod.path("metadata");
    long present = metadata.path("deletionGracePeriodSeconds").asLong(0);
    if (wanted < present) {
      Instant asked = Instant.parse(metadata.path("deletionTimestamp").asText());
      stamp(pod, asked.minusSeconds(present).plusSeconds(wanted), wanted);
    }
  }

  private static long podGraceSeconds(ObjectNode pod, DeleteOptions options) {
    String phase = Documents.text(pod, "status", "phase");
    boolean unscheduled = Documents.text(pod, "spec", "nodeName").isEmpty();
    if (unscheduled || phase.equals("Failed") || phase.equals("Succeeded")) {
      return 0;
    }
    long own = Documents.at(pod, "spec", "terminationGracePeriodSeconds").asLong(0);
    return Math.max(0, options.gracePeriodSeconds().orElse(own));
  }

  private static void stamp(ObjectNode object, Instant deletion, long graceSeconds) {
    ObjectNode metadata = Documents.metadata(object);
    metadata.put("deletionTimestamp", ObjectMeta.timestamp(deletion));
    metadata.put("deletionGracePeriodSeconds", graceSeconds);
    if (metadata.path("generation").asLong(0) > 0) {
      metadata.put("generation", metadata.path("generation").asLong() + 1);
    }
  }

  private static void setPropagation(Served served, ObjectNode object, DeleteOptions options) {
    if (NEVER_COLLECTED.contains(served.type().qualifiedName())) {
      return;
    }
    List<String> finalizers = new ArrayList<>(ObjectMeta.finalizers(object));
    boolean decided = finalizers.contains(ORPHAN) || finalizers.contains(FOREGROUND);
    boolean orphans = !decided && ORPHAN_BY_DEFAULT.contains(served.type().qualifiedName());
    Optional<Propagation> policy =
        options
            .propagationPolicy()
            .or(() -> orphans ? Optional.of(Propagation.ORPHAN) : Optional.empty());
    if (policy.isEmpty()) {
      return;
    }
    finalizers.removeIf(name -> name.equals(ORPHAN) || name.equals(FOREGROUND));
    switch (policy.get()) {
      case FOREGROUND -> finalizers.add(FOREGROUND);
      case ORPHAN -> finalizers.add(ORPHAN);
      case BACKGROUND -> {}
    }
    ObjectMeta.setFinalizers(object, finalizers);
  }
}
