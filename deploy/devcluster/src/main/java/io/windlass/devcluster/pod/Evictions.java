package io.windlass.devcluster.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Admission;
import io.windlass.devcluster.rest.DeleteOptions;
import io.windlass.devcluster.rest.Operations;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.rest.Updater;
import io.windlass.devcluster.rest.WriteOptions;
import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.select.SelectorText;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code pods/eviction}: deletes a pod if its disruption budget allows it, and takes one from what
 * the budget allows. Thread-safe: two evictions never share the last disruption, because a budget
 * is only changed from the version that was examined.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/">API-initiated
 *     eviction</a>
 */
public final class Evictions {
  private static final Set<String> NOT_DISRUPTED = Set.of("Succeeded", "Failed", "Pending");

  private final Operations operations;
  private final Registry registry;
  private final ClusterClock clock;

  public Evictions(Operations operations, Registry registry, ClusterClock clock) {
    this.operations = operations;
    this.registry = registry;
    this.clock = clock;
  }

  /** Evicts; a 429 if a budget forbids it now. */
  public void evict(Served pods, ObjectKey key, ObjectNode eviction, boolean dryRun) {
    if (!Documents.text(eviction, "metadata", "name").equals(key.name())) {
      throw ApiException.badRequest("name in URL does not match name in Eviction object");
    }
    ObjectNode admitted = operations.admission().reviewed(creation(pods, key, dryRun), eviction);
    DeleteOptions asked = DeleteOptions.of(admitted.path("deleteOptions"));
    boolean dry = dryRun || asked.dryRun();
    Stored stored =
        pods.store().get(key).orElseThrow(() -> ApiException.notFound(pods.type(), key.name()));
    ObjectNode pod = pods.read(stored);
    if (isDisrupted(pod)) {
      budgetOf(stored, key.namespace()).ifPresent(budget -> take(budget, pod, dry));
    }
    if (!dry && isDisrupted(pod)) {
      mark(pods, key);
    }
    operations.deleter().delete(pods, key, asked.withDryRun(dry));
  }

  private static Admission.Request creation(Served pods, ObjectKey key, boolean dryRun) {
    WriteOptions options = WriteOptions.PLAIN.withDryRun(dryRun);
    return new Admission.Request(
        Admission.Operation.CREATE, pods, "eviction", key, options.forReview("CreateOptions"));
  }

  /** A pod that does not run, or ends anyway, is nobody's disruption. */
  private static boolean isDisrupted(ObjectNode pod) {
    boolean ending = !Documents.text(pod, "metadata", "deletionTimestamp").isEmpty();
    return !ending && !NOT_DISRUPTED.contains(Documents.text(pod, "status", "phase"));
  }

  private Optional<ObjectNode> budgetOf(Stored pod, String namespace) {
    Optional<Served> budgets = registry.find("policy", "v1", "poddisruptionbudgets");
    if (budgets.isEmpty()) {
      return Optional.empty();
    }
    Selection all = new Selection(namespace, LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
    List<ObjectNode> found =
        budgets.get().store().list(all).objects().stream()
            .map(budgets.get()::read)
            .filter(budget -> selects(budget, pod))
            .toList();
    if (found.size() > 1) {
      String why =
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support.";
      throw new ApiException(500, "", why, Subject.NONE, List.of());
    }
    return found.stream().findFirst();
  }

  private static boolean selects(ObjectNode budget, Stored pod) {
    JsonNode selector = Documents.at(budget, "spec", "selector");
    return selector.isObject()
        && LabelSelector.parse(SelectorText.of(selector)).matches(pod.labels());
  }

  private void take(ObjectNode budget, ObjectNode pod, boolean dry) {
    if (!isReady(pod) && isFreeToGo(budget)) {
      return;
    }
    Served budgets =
        registry.find("policy", "v1", "poddisruptionbudgets").orElseThrow(Registry::noSuchType);
    ObjectKey key =
        new ObjectKey(
            Documents.text(budget, "metadata", "namespace"),
            Documents.text(budget, "metadata", "name"));
    String name = Documents.text(pod, "metadata", "name");
    operations
        .updater()
        .write(
            new Updater.Write(
                budgets,
                key,
                "status",
                present -> taken(present, name),
                WriteOptions.PLAIN.withDryRun(dry),
                ApiException::badRequest));
  }

  /** Whether an unhealthy pod may go without being counted. */
  private static boolean isFreeToGo(ObjectNode budget) {
    if (Documents.text(budget, "spec", "unhealthyPodEvictionPolicy").equals("AlwaysAllow")) {
      return true;
    }
    long healthy = Documents.at(budget, "status", "currentHealthy").asLong();
    long desired = Documents.at(budget, "status", "desiredHealthy").asLong();
    return healthy >= desired && desired > 0;
  }

  private static boolean isReady(ObjectNode pod) {
    return Documents.objects(Documents.at(pod, "status", "conditions")).stream()
        .filter(condition -> condition.path("type").asText().equals("Ready"))
        .anyMatch(condition -> condition.path("status").asText().equals("True"));
  }

  private ObjectNode taken(ObjectNode budget, String pod) {
    String name = Documents.text(budget, "metadata", "name");
    ObjectNode status = Documents.child(budget, "status");
    long generation = Documents.at(budget, "metadata", "generation").asLong();
    if (status.path("observedGeneration").asLong() < generation) {
      String why =
          "The disruption budget %s is still being processed by the server.".formatted(name);
      throw tooMany(why).withRetryAfterSeconds(10);
    }
    long allowed = status.path("disruptionsAllowed").asLong();
    if (allowed <= 0) {
      throw tooMany(
          "The disruption budget %s needs %d healthy pods and has %d currently"
              .formatted(
                  name,
                  status.path("desiredHealthy").asLong(),
                  status.path("currentHealthy").asLong()));
    }
    status.put("disruptionsAllowed", allowed - 1);
    if (allowed == 1) {
      Conditions.set(status, insufficient(generation));
    }
    Documents.child(status, "disruptedPods").put(pod, Conditions.time(clock.now()));
    return budget;
  }

  private ObjectNode insufficient(long generation) {
    ObjectNode condition = Documents.object();
    condition.put("type", "DisruptionAllowed").put("status", "False");
    condition.put("observedGeneration", generation);
    condition.put("lastTransitionTime", Conditions.time(clock.now()));
    return condition.put("reason", "InsufficientPods").put("message", "");
  }

  /** Tells on the pod why it goes. */
  private void mark(Served pods, ObjectKey key) {
    ObjectNode condition = Documents.object();
    condition.put("type", "DisruptionTarget").put("status", "True");
    condition.putNull("lastProbeTime");
    condition.put("lastTransitionTime", Conditions.time(clock.now()));
    condition.put("reason", "EvictionByEvictionAPI");
    condition.put("message", "Eviction API: evicting");
    operations
        .updater()
        .write(
            new Updater.Write(
                pods,
                key,
                "status",
                pod -> {
                  Conditions.set(Documents.child(pod, "status"), condition);
                  return pod;
                },
                WriteOptions.PLAIN,
                ApiException::badRequest));
  }

  private static ApiException tooMany(String why) {
    return new ApiException(
        429,
        "TooManyRequests",
        "Cannot evict pod as it would violate the pod's disruption budget.",
        Subject.NONE,
        List.of(new Cause("DisruptionBudget", why, "")));
  }
}
