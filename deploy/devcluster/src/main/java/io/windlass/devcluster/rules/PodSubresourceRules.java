package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code pods/ephemeralcontainers} and {@code pods/resize} change of a pod, and what they
 * refuse, in Kubernetes 1.32. Stateless.
 */
public final class PodSubresourceRules {
  private static final Set<String> RESIZABLE = Set.of("cpu", "memory");

  private PodSubresourceRules() {}

  /** Takes over from a write only what the subresource is for; everything else is as it was. */
  public static void prepare(String subresource, ObjectNode object, ObjectNode old) {
    ObjectNode asked = object.deepCopy();
    object.removeAll();
    object.setAll(old.deepCopy());
    if (subresource.equals("ephemeralcontainers")) {
      JsonNode list = asked.path("spec").path("ephemeralContainers");
      ObjectNode spec = object.withObject("/spec");
      if (list.isArray() && !list.isEmpty()) {
        spec.set("ephemeralContainers", list);
      } else {
        spec.remove("ephemeralContainers");
      }
    } else {
      resize(object, asked);
    }
  }

  private static void resize(ObjectNode object, ObjectNode asked) {
    boolean changed = false;
    for (JsonNode container : object.path("spec").path("containers")) {
      for (JsonNode wanted : asked.path("spec").path("containers")) {
        if (wanted.path("name").equals(container.path("name"))) {
          changed |= !wanted.path("resources").equals(container.path("resources"));
          copy(wanted, (ObjectNode) container, "resources");
          copy(wanted, (ObjectNode) container, "resizePolicy");
        }
      }
    }
    if (changed) {
      object.withObject("/status").put("resize", "Proposed");
    }
  }

  private static void copy(JsonNode from, ObjectNode to, String field) {
    if (from.has(field)) {
      to.set(field, from.path(field).deepCopy());
    }
  }

  /** The faults of a pod that {@link #prepare} has made. */
  public static List<Cause> validate(String subresource, ObjectNode object, ObjectNode old) {
    FaultList faults = new FaultList();
    At spec = At.root(object).field("spec");
    PodRules.pod(At.root(object), faults);
    if (subresource.equals("ephemeralcontainers")) {
      unchanged(spec, old, faults);
    } else {
      resized(object, old, faults);
    }
    return faults.causes();
  }

  private static void unchanged(At spec, ObjectNode old, FaultList faults) {
    At list = spec.field("ephemeralContainers");
    for (JsonNode before : old.path("spec").path("ephemeralContainers")) {
      List<JsonNode> now = new ArrayList<>();
      list.value()
          .valueStream()
          .filter(c -> c.path("name").equals(before.path("name")))
          .forEach(now::add);
      String name = before.path("name").asText();
      if (now.isEmpty()) {
        faults.forbidden(
            list, "existing ephemeral containers \"%s\" may not be removed\n".formatted(name));
      } else if (!now.getFirst().equals(before)) {
        faults.forbidden(
            list, "existing ephemeral containers \"%s\" may not be changed\n".formatted(name));
      }
    }
  }

  private static void resized(ObjectNode object, ObjectNode old, FaultList faults) {
    At spec = At.root(object).field("spec");
    if (!QualityOfService.of(object).equals(QualityOfService.of(old))) {
      String shown = object.path("status").path("qosClass").asText();
      faults.invalid(spec, shown, "Pod QOS Class may not change as a result of resizing");
    }
    boolean told =
        old.path("status")
            .path("containerStatuses")
            .valueStream()
            .anyMatch(s -> s.has("resources"));
    if (!told) {
      faults.forbidden(spec, "Pod running on node without support for resize");
    }
    List<At> containers = spec.field("containers").elements();
    for (int i = 0; i < containers.size(); i++) {
      JsonNode before = old.path("spec").path("containers").path(i).path("resources");
      At after = containers.get(i).field("resources");
      kept(after.field("requests"), before.path("requests"), "resource requests", faults);
      kept(after.field("limits"), before.path("limits"), "resource limits", faults);
    }
    boolean others =
        containers.stream().anyMatch(c -> changesOthers(c, old.path("spec").path("containers")));
    if (others) {
      faults.forbidden(spec, "only cpu and memory resources are mutable\n");
    }
  }

  private static void kept(At after, JsonNode before, String what, FaultList faults) {
    boolean removed = before.propertyStream().anyMatch(e -> !after.value().has(e.getKey()));
    if (removed) {
      faults.forbidden(after, what + " cannot be removed");
    }
  }

  private static boolean changesOthers(At container, JsonNode before) {
    for (JsonNode old : before) {
      if (old.path("name").equals(container.value().path("name"))) {
        return List.of("requests", "limits").stream()
            .anyMatch(
                kind -> {
                  JsonNode was = old.path("resources").path(kind);
                  JsonNode is = container.value().path("resources").path(kind);
                  return !others(was).equals(others(is));
                });
      }
    }
    return false;
  }

  private static Set<String> others(JsonNode amounts) {
    Set<String> texts = new HashSet<>();
    amounts
        .propertyStream()
        .filter(e -> !RESIZABLE.contains(e.getKey()))
        .forEach(e -> texts.add(e.getKey() + "=" + e.getValue().asText()));
    return texts;
  }
}
