package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * {@code v1}, as far as {@link BuiltInRules} does not name the type: volumes, limits, quotas,
 * templates and replication controllers. Stateless.
 */
final class CoreRules implements GroupRules {
  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    switch (type.plural()) {
      case "persistentvolumes" -> volume(object);
      case "limitranges" -> Fill.each(object.path("spec"), "limits", CoreRules::limit);
      case "replicationcontrollers" -> controller(object);
      case "podtemplates" -> PodDefaults.template(object);
      default -> {}
    }
  }

  @Override
  public List<String> warnings(ResourceType type, At object, JsonNode before) {
    return type.plural().equals("services") ? ServiceStatusRules.warnings(object) : List.of();
  }

  private static void volume(ObjectNode volume) {
    ObjectNode spec = volume.withObjectProperty("spec");
    Fill.text(spec, "persistentVolumeReclaimPolicy", "Retain");
    Fill.text(spec, "volumeMode", "Filesystem");
    Fill.in(
        spec,
        "hostPath",
        path -> {
          if (!path.has("type")) {
            path.put("type", "");
          }
        });
  }

  // What is not said about a container's default follows from its bounds.
  private static void limit(ObjectNode item) {
    if (item.path("type").asText().equals("Container")) {
      complete(item, "default", item.path("max"));
      complete(item, "defaultRequest", item.path("default"));
      complete(item, "defaultRequest", item.path("min"));
    }
  }

  private static void complete(ObjectNode item, String field, JsonNode from) {
    for (Map.Entry<String, JsonNode> amount : from.properties()) {
      ObjectNode into = item.withObjectProperty(field);
      if (!into.has(amount.getKey())) {
        into.set(amount.getKey(), amount.getValue().deepCopy());
      }
    }
  }

  private static void controller(ObjectNode controller) {
    ObjectNode spec = controller.withObjectProperty("spec");
    if (spec.at("/template/metadata/labels") instanceof ObjectNode labels) {
      if (spec.path("selector").isEmpty()) {
        spec.set("selector", labels.deepCopy());
      }
      if (controller.at("/metadata/labels").isEmpty()) {
        Documents.metadata(controller).set("labels", labels.deepCopy());
      }
    }
    Fill.number(spec, "replicas", 1);
    PodDefaults.template(spec);
  }

  @Override
  public void prepareCreate(ResourceType type, ObjectNode object) {
    switch (type.plural()) {
      case "persistentvolumes" ->
          object
              .putObject("status")
              .put("phase", "Pending")
              .put("lastPhaseTransitionTime", object.at("/metadata/creationTimestamp").asText());
      case "limitranges" -> named(object);
      default -> {}
    }
  }

  // Nobody needs to find a name for limits.
  private static void named(ObjectNode limits) {
    Fill.text(Documents.metadata(limits), "name", UUID.randomUUID().toString());
  }

  @Override
  public void prepareUpdate(ResourceType type, ObjectNode object, JsonNode before) {
    if (type.plural().equals("services")) {
      ServiceChanges.drop(object, before);
    }
  }

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    At spec = object.field("spec");
    switch (type.plural()) {
      case "replicationcontrollers" -> controller(spec, faults);
      case "podtemplates" -> TemplateChecks.template(object.field("template"), faults);
      case "limitranges" -> LimitRangeChecks.spec(spec, faults);
      case "resourcequotas" -> QuotaChecks.spec(spec, faults);
      case "persistentvolumes" -> LimitChecks.volume(spec, faults);
      default -> {}
    }
  }

  @Override
  public void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    if (type.plural().equals("resourcequotas")) {
      QuotaChecks.update(object.field("spec"), before, faults);
    } else {
      validateCreate(type, object, faults);
    }
  }

  @Override
  public void validateStatus(ResourceType type, At object, JsonNode before, FaultList faults) {
    if (type.plural().equals("resourcequotas")) {
      QuotaChecks.status(object.field("status"), faults);
    }
  }

  private static void controller(At spec, FaultList faults) {
    faults.notNegative(spec.field("minReadySeconds"));
    At selector = spec.field("selector");
    if (selector.value().isEmpty()) {
      faults.required(selector);
    }
    faults.notNegative(spec.field("replicas"));
    At template = spec.field("template");
    if (!template.isSet()) {
      faults.required(template);
      return;
    }
    At labels = template.field("metadata").field("labels");
    boolean matched =
        selector
            .value()
            .propertyStream()
            .allMatch(e -> e.getValue().equals(labels.value().path(e.getKey())));
    if (!selector.value().isEmpty() && !matched) {
      faults.invalid(labels, "`selector` does not match template `labels`");
    }
    TemplateChecks.template(template, faults);
    TemplateChecks.keepsRunning(template, "ReplicationController", faults);
  }
}
