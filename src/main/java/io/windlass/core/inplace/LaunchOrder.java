package io.windlass.core.inplace;

import io.windlass.core.model.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In which batches the containers of a pod are updated: those of the highest launch priority first,
 * and the next ones when these are ready. Containers without a priority go with the first batch.
 *
 * @param priorities by container; none if all may go at once
 */
public record LaunchOrder(Map<String, Integer> priorities) {
  /** All containers at once. */
  public static final LaunchOrder NONE = new LaunchOrder(Map.of());

  private static final String PRIORITY = "KRUISE_CONTAINER_PRIORITY";
  private static final String BARRIER = "KRUISE_CONTAINER_BARRIER";
  private static final String ORDERED = "apps.kruise.io/container-launch-priority";

  public LaunchOrder {
    priorities = Map.copyOf(priorities);
  }

  /** The order that a template asks for, by its annotation or by its containers' environment. */
  public static LaunchOrder of(Json.Obj template) {
    List<Json> containers = template.items("spec", "containers");
    boolean ordered =
        template.text("metadata", "annotations", ORDERED).equals(Optional.of("Ordered"));
    Map<String, Integer> priorities = new HashMap<>();
    for (int i = 0; i < containers.size(); i++) {
      int priority = ordered ? -i : declared(containers.get(i));
      priorities.put(containers.get(i).text("name").orElse(""), priority);
    }
    boolean different = new HashSet<>(priorities.values()).size() > 1;
    return different ? new LaunchOrder(priorities) : NONE;
  }

  private static int declared(Json container) {
    for (Json variable : container.items("env")) {
      String name = variable.text("name").orElse("");
      if (name.equals(PRIORITY)) {
        return number(variable.text("value").orElse(""));
      }
      if (name.equals(BARRIER)) {
        String key = variable.text("valueFrom", "configMapKeyRef", "key").orElse("");
        return key.startsWith("p_") ? number(key.substring(2)) : 0;
      }
    }
    return 0;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notOne) {
      return 0;
    }
  }

  /**
   * The containers whose turn it is. A container that reads the same label or annotation as one of
   * them has to go with it, whatever its own priority.
   */
  Set<String> batch(ContainerChanges waiting) {
    Optional<Integer> highest =
        waiting.names().stream()
            .filter(priorities::containsKey)
            .map(name -> priorities.getOrDefault(name, 0))
            .max(Integer::compare);
    Set<String> batch = new HashSet<>();
    for (String name : waiting.names()) {
      Integer own = priorities.get(name);
      if (own == null || highest.filter(own::equals).isPresent()) {
        batch.add(name);
      }
    }
    while (batch.addAll(readersOf(waiting.only(batch).readMetadata(), waiting))) {
      // Each round may bring containers that read something else as well.
    }
    return batch;
  }

  private static Set<String> readersOf(Json.Obj changed, ContainerChanges waiting) {
    Set<String> readers = new HashSet<>();
    for (String name : waiting.names()) {
      if (waiting.reads(name, changed)) {
        readers.add(name);
      }
    }
    return readers;
  }
}
