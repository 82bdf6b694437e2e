package io.windlass.core.lifecycle;

import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A point at which a pod waits for others: they hold it, or let it go on, by labels and finalizers
 * that they put on the pod and take off.
 *
 * @param labels of the hook, by key and value
 * @param finalizers of the hook
 * @param marksNotReady whether the pod is to get no traffic while it is held
 */
public record Hook(Map<String, String> labels, List<String> finalizers, boolean marksNotReady) {
  public Hook {
    labels = Map.copyOf(labels);
    finalizers = List.copyOf(finalizers);
  }

  /** Reads one hook of {@code spec.lifecycle}; what is no text in it does not count. */
  static Optional<Hook> read(Json.Obj lifecycle, String name) {
    return lifecycle
        .at(name)
        .filter(Json.Obj.class::isInstance)
        .map(
            hook -> {
              Map<String, String> labels = new HashMap<>();
              hook.object("labelsHandler")
                  .fields()
                  .forEach((key, value) -> value.text().ifPresent(text -> labels.put(key, text)));
              List<String> finalizers =
                  hook.items("finalizersHandler").stream()
                      .flatMap(item -> item.text().stream())
                      .distinct()
                      .toList();
              return new Hook(labels, finalizers, hook.bool("markPodNotReady").orElse(false));
            });
  }

  /** Whether the pod bears any of the hook's marks; a hook without marks holds nothing. */
  public boolean holds(PodView pod) {
    return finalizers.stream().anyMatch(pod.meta().finalizers()::contains)
        || labels.entrySet().stream().anyMatch(label -> bears(pod, label));
  }

  /** Whether the pod bears all of the hook's marks; each pod bears all of none. */
  public boolean isComplete(PodView pod) {
    return pod.meta().finalizers().containsAll(finalizers)
        && labels.entrySet().stream().allMatch(label -> bears(pod, label));
  }

  // A label that is not there is not one whose value is empty.
  private static boolean bears(PodView pod, Map.Entry<String, String> label) {
    return label.getValue().equals(pod.meta().labels().get(label.getKey()));
  }
}
