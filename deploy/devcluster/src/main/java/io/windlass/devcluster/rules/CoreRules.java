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
      case "persistentvolumes" -> PersistentVolumeRules.applyDefaults(object);
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
    }
    sameLabels(controller);
    Fill.number(spec, "replicas", 1);
    PodDefaults.template(spec);
  }

  // Whoever reads a controller without labels sees those of its pods.
  private static void sameLabels(ObjectNode controller) {
    if (controller.at("/spec/template/metadata/labels") instanceof ObjectNode labels
        && controller.at("/metadata/labels").isEmpty()) {
      Documents.metadata(controller).set("labels", labels.deepCopy());
    }
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
    switch (type.plural()) {
      case "services" -> ServiceChanges.drop(object, before);
      case "persistentvolumeclaims" ->
          DataSourceRules.prepare(object.withObjectProperty("spec"), before.path("spec"));
      default -> {}
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
      case "persistentvolumes" -> PersistentVolumeRules.validate(object, faults);
      default -> {}
    }
  }

  @Override
  public void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    switch (type.plural()) {
      case "persistentvolumes" -> PersistentVolumeRules.validateUpdate(object, before, faults);
      case "resourcequotas" -> QuotaChecks.update(object.field("spec"), before, faults);
      default -> validateCreate(type, object, faults);
    }
  }

  @Override
  public void validateStatus(ResourceType type, At object, JsonNode before, FaultList faults) {
    switch (type.plural()) {
      case "persistentvolumeclaims" -> ClaimRules.validateStatus(object, faults);
      case "resourcequotas" -> QuotaChecks.status(object.field("status"), faults);
      case "replicationcontrollers" ->
          CountRules.replicas(object.field("status"), "fullyLabeledReplicas", faults);
      default -> {}
    }
  }

  @Override
  public void prepareStatus(ResourceType type, ObjectNode object, JsonNode before) {
    switch (type.plural()) {
      case "replicationcontrollers" -> sameLabels(object);
      case "persistentvolumeclaims" ->
          Fill.in(
              object,
              "status",
              status ->
                  status.remove(List.of("currentVolumeAttributesClassName", "modifyVolumeStatus")));
      default -> {}
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
