package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the API server does to built-in types beyond their shape. For every create and update: shape
 * first ({@code TypeSchema}), then {@link #applyDefaults}, on create {@link #prepareCreate}, then
 * validation. Stateless and thread-safe; methods change the object that they are given; cost O(size
 * of the object). Types that are not built in are left alone, but for {@link MetadataRules}.
 */
public final class BuiltInRules {
  private BuiltInRules() {}

  /** Fills in what the type defaults; idempotent, so it may run on every write and every read. */
  public static void applyDefaults(ResourceType type, ObjectNode object) {
    switch (type.qualifiedName()) {
      case "pods" -> PodDefaults.apply(object.withObjectProperty("spec"));
      case "services" -> ServiceDefaults.apply(object);
      case "secrets" -> ConfigRules.secretDefaults(object);
      case "persistentvolumeclaims" -> ClaimRules.fillSpec(object.withObjectProperty("spec"));
      case "namespaces" -> namespaceLabel(object);
      case "nodes" -> node(object);
      case "endpoints" ->
          Fill.each(
              object,
              "subsets",
              subset -> Fill.each(subset, "ports", port -> Fill.text(port, "protocol", "TCP")));
      case "customresourcedefinitions.apiextensions.k8s.io" -> definition(object);
      default -> Groups.of(type).applyDefaults(type, object);
    }
  }

  /**
   * What the default admission plugins add to a new pod; idempotent.
   *
   * @param account what the pod runs under
   * @param suffix five random characters, for the name of a pod's token volume
   */
  public static void admit(
      ResourceType type, ObjectNode object, PodAccount account, String suffix) {
    if (type.qualifiedName().equals("pods")) {
      PodAdmission.admit(object, account, suffix);
    }
  }

  /**
   * Makes a new object what it starts as: no status but the first one, a namespace with its
   * finalizer, a pod as the default admission plugins leave it.
   *
   * @param account what a pod runs under
   * @param suffix five random characters, for the name of a pod's token volume
   */
  public static void prepareCreate(
      ResourceType type, ObjectNode object, PodAccount account, String suffix) {
    GatedPodFields.drop(type, object);
    switch (type.qualifiedName()) {
      case "pods" -> {
        PodAdmission.admit(object, account, suffix);
        object
            .putObject("status")
            .put("phase", "Pending")
            .put("qosClass", QualityOfService.of(object));
        PodAdmission.holdBack(object);
        PodAdmission.selectByLabelKeys(object);
      }
      case "namespaces" -> {
        ObjectNode spec = object.withObjectProperty("spec");
        ArrayNode finalizers = spec.withArrayProperty("finalizers");
        if (finalizers.valueStream().noneMatch(f -> f.asText().equals("kubernetes"))) {
          finalizers.add("kubernetes");
        }
        // Once more, for a name that the server has made.
        namespaceLabel(object);
        object.putObject("status").put("phase", "Active");
      }
      case "persistentvolumeclaims" -> {
        DataSourceRules.prepare(object.withObjectProperty("spec"), MissingNode.getInstance());
        object.putObject("status").put("phase", "Pending");
      }
      case "services" -> object.putObject("status").putObject("loadBalancer");
      // A kubelet creates its node with the status that it has.
      case "nodes" -> GatedFields.dropNew(type, object);
      case "leases.coordination.k8s.io" -> GatedFields.dropNew(type, object);
      case "customresourcedefinitions.apiextensions.k8s.io" -> definitionStatus(object);
      default -> {
        if (type.subresources().contains("status")) {
          object.putObject("status");
        }
        Groups.of(type).prepareCreate(type, object);
      }
    }
  }

  /** What a write to the main resource keeps or counts; its status is the old one already. */
  public static void prepareUpdate(ResourceType type, ObjectNode object, JsonNode before) {
    GatedFields.dropAdded(type, object, before);
    GatedPodFields.drop(type, object);
    if (type.qualifiedName().equals("pods")) {
      PodAdmission.admitChange(object, before);
    }
    Groups.of(type).prepareUpdate(type, object, before);
  }

  /** What a write to the status keeps; its spec is the old one already. */
  public static void prepareStatus(ResourceType type, ObjectNode object, JsonNode before) {
    GatedFields.dropAddedStatus(type, object, before);
    if (type.qualifiedName().equals("pods") && !object.path("status").has("qosClass")) {
      String quality = before.path("status").path("qosClass").asText();
      object.withObjectProperty("status").put("qosClass", quality);
    }
    Groups.of(type).prepareStatus(type, object, before);
  }

  /** Every fault of a new object, its metadata's first. */
  public static List<Cause> validateCreate(ResourceType type, ObjectNode object) {
    FaultList faults = new FaultList();
    At at = At.root(object);
    switch (type.qualifiedName()) {
      case "pods" -> {
        PodRules.pod(at, faults);
        PodRules.created(at.field("spec"), faults);
      }
      case "services" -> ServiceRules.validate(at, faults);
      case "persistentvolumeclaims" -> ClaimRules.validate(at, faults);
      case "customresourcedefinitions.apiextensions.k8s.io" -> DefinitionRules.validate(at, faults);
      default -> {
        if (!whateverItWas(type, at, faults)) {
          Groups.of(type).validateCreate(type, at, faults);
        }
      }
    }
    // The metadata of these is looked at last.
    boolean last = List.of("events", "poddisruptionbudgets.policy").contains(type.qualifiedName());
    boolean enough = last && !faults.isEmpty();
    ObjectNode own =
        type.qualifiedName().equals("jobs.batch") ? BatchRules.withoutOwnLabels(object) : object;
    return enough ? faults.causes() : joined(MetadataRules.validateCreate(type, own), faults);
  }

  /** What a client should know about a valid object; {@code before} is missing for a new one. */
  public static List<String> warnings(ResourceType type, ObjectNode object, JsonNode before) {
    return Groups.of(type).warnings(type, At.root(object), before);
  }

  /** Every fault of a changed object. */
  public static List<Cause> validateUpdate(
      ResourceType type, ObjectNode object, ObjectNode before) {
    FaultList faults = new FaultList();
    At at = At.root(object);
    switch (type.qualifiedName()) {
      case "pods" -> {
        PodRules.pod(at, faults);
        PodAnnotationRules.changed(at.field("metadata").field("annotations"), before, faults);
        PodUpdateRules.validate(at.field("spec"), before.path("spec"), faults);
      }
      case "services" -> ServiceRules.validateUpdate(at, before, faults);
      case "configmaps" -> {
        ConfigRules.unchanged(at, before, List.of("data", "binaryData"), faults);
        ConfigRules.configMap(at, faults);
      }
      case "secrets" -> secretUpdate(at, before, faults);
      case "persistentvolumeclaims" -> ClaimRules.validateUpdate(at, before, faults);
      case "nodes" -> ClusterRules.nodeUpdate(at, before, faults);
      case "events.events.k8s.io" -> EventRules.currentUpdate(at, before, faults);
      case "customresourcedefinitions.apiextensions.k8s.io" ->
          DefinitionRules.validateUpdate(at, before, faults);
      default -> {
        if (!whateverItWas(type, at, faults)) {
          Groups.of(type).validateUpdate(type, at, before, faults);
        }
      }
    }
    return joined(MetadataRules.validateUpdate(type, object, before), faults);
  }

  /** Faults of a status written through the subresource, with the metadata that it carries. */
  public static List<Cause> validateStatusUpdate(
      ResourceType type, ObjectNode object, ObjectNode before) {
    FaultList faults = new FaultList();
    if (type.qualifiedName().equals("services")) {
      ServiceStatusRules.validate(At.root(object), faults);
    } else if (type.qualifiedName().equals("pods")) {
      PodStatusRules.validate(At.root(object), before, faults);
    } else if (type.qualifiedName().equals("nodes")) {
      ClusterRules.nodeStatus(At.root(object), before, faults);
    } else if (type.qualifiedName().equals("namespaces")) {
      ClusterRules.namespaceStatus(At.root(object), faults);
    } else {
      Groups.of(type).validateStatus(type, At.root(object), before, faults);
    }
    return joined(MetadataRules.validateUpdate(type, object, before), faults);
  }

  // Rules that do not ask what the object was before; false if there are none for the type here.
  private static boolean whateverItWas(ResourceType type, At at, FaultList faults) {
    switch (type.qualifiedName()) {
      case "configmaps" -> ConfigRules.configMap(at, faults);
      case "secrets" -> ConfigRules.secret(at, faults);
      case "namespaces" -> ClusterRules.namespace(at, faults);
      case "nodes" -> ClusterRules.node(at, faults);
      case "endpoints" -> ClusterRules.endpoints(at, faults);
      case "events" -> EventRules.core(at, faults);
      case "events.events.k8s.io" -> EventRules.current(at, faults);
      case "leases.coordination.k8s.io" -> ClusterRules.lease(at, faults);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void secretUpdate(At secret, JsonNode before, FaultList faults) {
    if (!secret.value().path("type").equals(before.path("type"))) {
      faults.invalid(secret.field("type"), "field is immutable");
    }
    ConfigRules.unchanged(secret, before, List.of("data"), faults);
    ConfigRules.secret(secret, faults);
  }

  private static List<Cause> joined(List<Cause> metadata, FaultList rest) {
    List<Cause> all = new ArrayList<>(metadata);
    all.addAll(rest.causes());
    return all;
  }

  private static void namespaceLabel(ObjectNode namespace) {
    String name = namespace.path("metadata").path("name").asText();
    if (!name.isEmpty()) {
      namespace
          .withObjectProperty("metadata")
          .withObjectProperty("labels")
          .put("kubernetes.io/metadata.name", name);
    }
  }

  private static void node(ObjectNode node) {
    Fill.in(node, "spec", BuiltInRules::ranges);
    allocatable(node);
  }

  // Of the older field and the newer list the older one counts where they differ.
  private static void ranges(ObjectNode spec) {
    String range = spec.path("podCIDR").asText();
    if (!range.isEmpty() && !spec.path("podCIDRs").path(0).asText().equals(range)) {
      spec.putArray("podCIDRs").add(range);
    } else if (range.isEmpty() && !spec.path("podCIDRs").isEmpty()) {
      spec.put("podCIDR", spec.path("podCIDRs").path(0).asText());
    }
  }

  private static void allocatable(ObjectNode node) {
    Fill.in(
        node,
        "status",
        status -> {
          if (status.has("capacity") && !status.has("allocatable")) {
            status.set("allocatable", status.path("capacity").deepCopy());
          }
        });
  }

  private static void definition(ObjectNode definition) {
    ObjectNode spec = definition.withObjectProperty("spec");
    ObjectNode names = spec.withObjectProperty("names");
    String kind = names.path("kind").asText();
    if (!kind.isEmpty()) {
      Fill.text(names, "singular", kind.toLowerCase(Locale.ROOT));
      Fill.text(names, "listKind", kind + "List");
    }
    if (!spec.has("conversion")) {
      spec.putObject("conversion").put("strategy", "None");
    }
    Fill.in(
        spec.path("conversion").path("webhook").path("clientConfig"),
        "service",
        service -> Fill.number(service, "port", 443));
  }

  private static void definitionStatus(ObjectNode definition) {
    ObjectNode status = definition.putObject("status");
    status.putArray("conditions");
    status.putObject("acceptedNames").put("plural", "").put("kind", "");
    var stored = status.putArray("storedVersions");
    for (JsonNode version : definition.path("spec").path("versions")) {
      if (version.path("storage").asBoolean() && stored.isEmpty()) {
        stored.add(version.path("name").asText());
      }
    }
  }
}
