package io.windlass.devcluster.rules;

import java.util.List;

/** Checks of events, in the shape of {@code v1} and of {@code events.k8s.io/v1}. Stateless. */
final class EventRules {
  private static final int NOTE_BYTES = 1024;

  private EventRules() {}

  /** The older shape: only the namespace must fit. */
  static void core(At event, FaultList faults) {
    involvedNamespace(event, event.field("involvedObject").field("namespace"), faults);
  }

  /** The newer shape, whose faults name fields as the older one calls them. */
  static void current(At event, FaultList faults) {
    involvedNamespace(event, event.field("regarding").field("namespace"), faults);
    if (!event.field("eventTime").isSet()) {
      faults.required(event.field("eventTime"));
      type(event, faults);
      return;
    }
    At controller = event.field("reportingController");
    if (controller.isBlank()) {
      faults.required(controller);
    }
    faults.format(controller, Names::qualified);
    for (String field : List.of("reportingInstance", "action", "reason")) {
      if (event.field(field).isBlank()) {
        faults.required(event.field(field));
      }
    }
    type(event, faults);
    if (event.field("note").text().length() > NOTE_BYTES) {
      faults.invalid(event.field("message"), "", "can have at most 1024 characters");
    }
    At count = event.field("series").field("count");
    if (count.isSet() && count.value().asInt() < 2) {
      faults.invalid(count, "", "should be at least 2");
    }
  }

  private static void type(At event, FaultList faults) {
    At type = event.field("type");
    if (!List.of("Normal", "Warning").contains(type.text())) {
      faults.invalid(type, "", "has invalid value: " + type.text());
    }
  }

  private static void involvedNamespace(At event, At namespace, FaultList faults) {
    String own = event.field("metadata").field("namespace").text();
    boolean clusterWide = namespace.isBlank() && own.equals("default");
    if (!clusterWide && !namespace.text().equals(own)) {
      faults.invalid(
          namespace.as("involvedObject.namespace"),
          namespace.text(),
          "does not match event.namespace");
    }
  }
}
