package io.windlass.devcluster.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.auth.account.PodAccounts;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.TypeHooks;
import io.windlass.devcluster.rules.PodAccount;
import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Gives new pods the priority of their PriorityClass, or of the default one, and refuses those
 * whose class is not there or whose numbers are not its. Thread-safe; O(priority classes) for a pod
 * that names none. Source: the admission plugin Priority of Kubernetes 1.32.
 *
 * @param pods the type that refusals name
 * @param classes where the PriorityClasses are
 * @param others who else has a say
 */
public record PodPriorities(ResourceType pods, TypeStore classes, TypeHooks others)
    implements TypeHooks {
  /** The classes that every cluster has, and their values. */
  public static final Map<String, Integer> SYSTEM =
      Map.of("system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000);

  private static final Selection EVERY =
      new Selection("", LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);

  @Override
  public PodAccount account(ObjectNode pod) {
    return others.account(pod);
  }

  @Override
  public void admit(ObjectNode pod) {
    others.admit(pod);
    ObjectNode spec = pod.withObjectProperty("spec");
    String name = spec.path("priorityClassName").asText();
    Priority priority = name.isEmpty() ? byDefault() : named(pod, name);
    int stated = spec.path("priority").asInt(priority.value());
    if (stated != priority.value()) {
      throw refused(
          pod,
          ("the integer value of priority (%d) must not be provided in pod spec; priority"
                  + " admission controller computed %d from the given PriorityClass name")
              .formatted(stated, priority.value()));
    }
    String preemption = spec.path("preemptionPolicy").asText(priority.preemption());
    if (!preemption.equals(priority.preemption())) {
      throw refused(
          pod,
          ("the string value of PreemptionPolicy (%s) must not be provided in pod spec; priority"
                  + " admission controller computed %s from the given PriorityClass name")
              .formatted(preemption, priority.preemption()));
    }
    spec.put("priority", priority.value()).put("preemptionPolicy", preemption);
    if (!priority.className().isEmpty()) {
      spec.put("priorityClassName", priority.className());
    }
  }

  /** What a class, which may have no name, gives to a pod. */
  private record Priority(int value, String className, String preemption) {
    static final Priority PLAIN = new Priority(0, "", "PreemptLowerPriority");
  }

  private Priority named(ObjectNode pod, String name) {
    Optional<Priority> found =
        classes.get(new ObjectKey("", name)).map(stored -> of(stored.tree()));
    return found
        .or(() -> Optional.ofNullable(SYSTEM.get(name)).map(value -> system(name, value)))
        .orElseThrow(() -> refused(pod, "no PriorityClass with name %s was found".formatted(name)));
  }

  private static Priority system(String name, int value) {
    return new Priority(value, name, Priority.PLAIN.preemption());
  }

  // Of several default classes the one with the lowest value counts.
  private Priority byDefault() {
    return classes.list(EVERY).objects().stream()
        .map(Stored::tree)
        .filter(found -> found.path("globalDefault").asBoolean())
        .min(Comparator.comparingInt(found -> found.path("value").asInt()))
        .map(PodPriorities::of)
        .orElse(Priority.PLAIN);
  }

  private static Priority of(JsonNode found) {
    return new Priority(
        found.path("value").asInt(),
        Documents.text(found, "metadata", "name"),
        found.path("preemptionPolicy").asText(Priority.PLAIN.preemption()));
  }

  private ApiException refused(ObjectNode pod, String why) {
    return ApiException.forbidden(pods, PodAccounts.nameOf(pod), why);
  }
}
