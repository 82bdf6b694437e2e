package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.util.Optional;

/** One trigger of a ScaledObject. */
sealed interface KedaTrigger {
  /** Time. */
  record Cron(String name, Json.Obj metadata, long desired) implements KedaTrigger {
    /** As a window that sets a floor. */
    Json.Obj window(Draft draft, long least, long most) {
      if (desired > most) {
        draft.note("%s: desiredReplicas %d is cut at maxReplicaCount, in KEDA too", name, desired);
      }
      long floor = Math.min(Math.max(desired, least), most);
      return Json.Obj.EMPTY
          .with("name", draft.unique(name, "cron"))
          .with("start", field("start"))
          .with("end", field("end"))
          .with("timeZone", zone())
          .with("bounds", Json.Obj.EMPTY.with("minReplicas", Json.of(floor)));
    }

    // A question mark is a star to KEDA's reader, too.
    private String field(String name) {
      return metadata.text(name).orElse("").strip().replace('?', '*');
    }

    private String zone() {
      String zone = metadata.text("timezone").orElse("");
      return zone.equals("UTC") ? "Etc/UTC" : zone;
    }
  }

  /** The load of the pods. */
  record Metric(String name, String resource, Optional<String> container, Json.Obj target)
      implements KedaTrigger {
    Json.Obj metric(Draft draft) {
      Json.Obj source = Json.Obj.EMPTY.with("name", resource).with("target", target);
      Json.Obj named = Json.Obj.EMPTY.with("name", draft.unique(name, resource));
      return container
          .map(
              it ->
                  named
                      .with("type", "ContainerResource")
                      .with("containerResource", source.with("container", it)))
          .orElseGet(() -> named.with("type", "Resource").with("resource", source));
    }
  }

  /** One that cannot be moved; what is wrong with it has been said. */
  record Unsupported() implements KedaTrigger {}

  static KedaTrigger of(Json trigger, Draft draft) {
    String type = trigger.text("type").orElse("");
    String name = trigger.text("name").orElse(type);
    return switch (type) {
      case "cron" -> cron(trigger, name, draft);
      case "cpu", "memory" -> metric(trigger, name, type, draft);
      default -> {
        draft.refuse(
            "trigger %s (%s): unsupported, only cron, cpu and memory are moved; KEDA serves its"
                + " metric as long as the ScaledObject is there",
            name, type);
        yield new Unsupported();
      }
    };
  }

  private static KedaTrigger cron(Json trigger, String name, Draft draft) {
    Json.Obj metadata = trigger.object("metadata");
    for (String field : new String[] {"start", "end", "timezone", "desiredReplicas"}) {
      if (metadata.text(field).orElse("").isEmpty()) {
        draft.refuse("%s: %s is missing", name, field);
        return new Unsupported();
      }
    }
    String desired = metadata.text("desiredReplicas").orElse("");
    if (!desired.matches("[0-9]{1,6}") || Integer.parseInt(desired) == 0) {
      draft.refuse(
          "%s: desiredReplicas \"%s\" is no number above 0; to go to 0 by schedule, give a window"
              + " with replicas: 0",
          name, desired);
      return new Unsupported();
    }
    return new Cron(name, metadata, Integer.parseInt(desired));
  }

  private static KedaTrigger metric(Json trigger, String name, String type, Draft draft) {
    String value = trigger.text("metadata", "value").orElse("");
    String kind =
        trigger.text("metricType").or(() -> trigger.text("metadata", "type")).orElse("Utilization");
    Json.Obj target = Json.Obj.EMPTY.with("type", kind);
    Optional<String> container = trigger.text("metadata", "containerName");
    if (kind.equals("AverageValue")) {
      return new Metric(name, type, container, target.with("averageValue", value));
    }
    if (!kind.equals("Utilization") || !value.matches("[0-9]{1,6}")) {
      draft.refuse("%s: \"%s\" as %s is no target of a %s trigger", name, value, kind, type);
      return new Unsupported();
    }
    Json percent = Json.of(Long.parseLong(value));
    return new Metric(name, type, container, target.with("averageUtilization", percent));
  }
}
