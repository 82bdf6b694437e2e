package io.windlass.devcluster.sim.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The claims of pods that look for a node: a pod is placed when its volumes are bound. A claim of a
 * class that binds for the first consumer is bound as soon as the pod is there, so that nothing is
 * said of it. Where there is no StorageClass nobody binds claims, and no pod waits for them.
 *
 * <p>Thread-safe; O(1) for each event and each claim of a pod.
 */
final class ClaimBoard {
  /** What claims say of placing a pod. */
  sealed interface Verdict {
    /** Nothing against it. */
    record Bound() implements Verdict {}

    /** It will be asked again when a claim changes; nobody need know. */
    record Soon() implements Verdict {}

    /** It will be asked again, and this is why it waits. */
    record Waits(String reason) implements Verdict {}
  }

  private static final String UNBOUND = "pod has unbound immediate PersistentVolumeClaims";

  private record Claim(boolean bound, String storageClass) {}

  private final Map<Meta.Key, Claim> claims = new ConcurrentHashMap<>();
  private final Map<String, Boolean> waitsForConsumer = new ConcurrentHashMap<>();
  private final Map<Meta.Key, Set<Meta.Key>> waiting = new ConcurrentHashMap<>();

  /** A claim or a class has changed; the pods that are to be asked again. */
  Set<Meta.Key> observe(ResourceType type, Event event) {
    ObjectNode object = event.object();
    Meta.Key key = Meta.of(object).key();
    boolean gone = event.kind() == Event.Kind.DELETED;
    if (type.qualifiedName().equals("storageclasses.storage.k8s.io")) {
      String mode = object.path("volumeBindingMode").asText();
      if (gone) {
        waitsForConsumer.remove(key.name());
      } else {
        waitsForConsumer.put(key.name(), mode.equals("WaitForFirstConsumer"));
      }
      return Set.of();
    }
    if (gone) {
      claims.remove(key);
      return Set.of();
    }
    boolean bound = object.at("/status/phase").asText().equals("Bound");
    claims.put(key, new Claim(bound, object.at("/spec/storageClassName").asText()));
    Set<Meta.Key> pods = bound ? waiting.remove(key) : waiting.get(key);
    return pods == null ? Set.of() : Set.copyOf(pods);
  }

  /** Asks for a pod. */
  Verdict of(Meta.Key pod, JsonNode spec) {
    List<Meta.Key> unbound = new ArrayList<>();
    if (waitsForConsumer.isEmpty()) {
      return new Verdict.Bound();
    }
    for (JsonNode volume : spec.path("volumes")) {
      String name = volume.at("/persistentVolumeClaim/claimName").asText();
      Meta.Key key = new Meta.Key(pod.namespace(), name);
      if (!name.isEmpty() && !isBound(key)) {
        waiting.computeIfAbsent(key, k -> ConcurrentHashMap.newKeySet()).add(pod);
        unbound.add(key);
      }
    }
    // Again, after it was noted who waits: the claim may have been bound meanwhile.
    unbound.removeIf(this::isBound);
    Set<String> reasons = new HashSet<>();
    unbound.forEach(key -> reason(key).ifPresent(reasons::add));
    return unbound.isEmpty()
        ? new Verdict.Bound()
        : reasons.stream()
            .sorted()
            .findFirst()
            .<Verdict>map(Verdict.Waits::new)
            .orElseGet(Verdict.Soon::new);
  }

  private boolean isBound(Meta.Key key) {
    return Optional.ofNullable(claims.get(key)).filter(Claim::bound).isPresent();
  }

  private Optional<String> reason(Meta.Key key) {
    Claim claim = claims.get(key);
    if (claim == null) {
      return Optional.of("persistentvolumeclaim \"%s\" not found".formatted(key.name()));
    }
    boolean soon = waitsForConsumer.getOrDefault(claim.storageClass(), false);
    return soon ? Optional.empty() : Optional.of(UNBOUND);
  }
}
