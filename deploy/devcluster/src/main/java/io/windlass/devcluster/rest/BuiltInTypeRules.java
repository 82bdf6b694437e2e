package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.manage.FieldFilter;
import io.windlass.devcluster.manage.ManagedType;
import io.windlass.devcluster.rules.BuiltInRules;
import io.windlass.devcluster.rules.PodSubresourceRules;
import io.windlass.devcluster.schema.TypeSchema;
import io.windlass.devcluster.select.SelectableFields;
import io.windlass.devcluster.store.Change;
import java.util.List;
import java.util.Set;

/**
 * How objects of built-in types are written. What a type resets and restores follows the strategies
 * of the Kubernetes registries (1.32). Thread-safe.
 */
public final class BuiltInTypeRules implements TypeRules {
  private static final Set<String> CREATED_BY_PUT =
      Set.of(
          "clusterrolebindings.rbac.authorization.k8s.io",
          "clusterroles.rbac.authorization.k8s.io",
          "endpoints",
          "events",
          "events.events.k8s.io",
          "leases.coordination.k8s.io",
          "limitranges",
          "rolebindings.rbac.authorization.k8s.io",
          "roles.rbac.authorization.k8s.io",
          "services");
  private static final Set<String> ANSWER_DELETED =
      Set.of(
          "persistentvolumeclaims",
          "persistentvolumes",
          "pods",
          "podtemplates",
          "resourcequotas",
          "serviceaccounts",
          "services",
          "storageclasses.storage.k8s.io");
  private static final Set<String> VERSION_REQUIRED =
      Set.of(
          "leases.coordination.k8s.io",
          "mutatingwebhookconfigurations.admissionregistration.k8s.io",
          "poddisruptionbudgets.policy",
          "validatingwebhookconfigurations.admissionregistration.k8s.io");

  private final ResourceType type;
  private final TypeSchema schema;
  private final ServicePools pools;
  private final ResetFields resets;
  private final TypeHooks hooks;

  public BuiltInTypeRules(
      ResourceType type, TypeSchema schema, ServicePools pools, TypeHooks hooks) {
    this.type = type;
    this.schema = schema;
    this.pools = pools;
    this.resets = ResetFields.of(type);
    this.hooks = hooks;
  }

  @Override
  public List<String> decode(ObjectNode object) {
    List<String> faults = schema.decodeFaults(object);
    if (!faults.isEmpty()) {
      throw Bodies.undecodable(type, faults.getFirst());
    }
    return schema.prune(object);
  }

  @Override
  public void truncate(ObjectNode object) {
    schema.truncate(object);
  }

  @Override
  public void applyDefaults(ObjectNode object) {
    schema.applyDefaults(object);
    BuiltInRules.applyDefaults(type, object);
  }

  @Override
  public void admit(ObjectNode object) {
    hooks.admit(object);
    BuiltInRules.admit(type, object, hooks.account(object), ObjectMeta.randomSuffix());
  }

  @Override
  public void prepareCreate(ObjectNode object) {
    hooks.admit(object);
    BuiltInRules.prepareCreate(type, object, hooks.account(object), ObjectMeta.randomSuffix());
    Generations.first(type.qualifiedName(), object);
    schema.settle(object);
    if (hasStatus() && object.path("status").isEmpty()) {
      // An empty status is written with the zeros that its Go type does not leave out.
      schema.prune(object);
      // Some defaults are nulls, which have gone with the others.
      BuiltInRules.applyDefaults(type, object);
    }
  }

  @Override
  public void prepareUpdate(ObjectNode object, ObjectNode old) {
    if (hasStatus()) {
      Documents.put(object, "status", old.path("status"));
    }
    switch (type.qualifiedName()) {
      case "namespaces" -> restore(object, old, "spec");
      case "services" -> reassign(object, old);
      default -> {}
    }
    BuiltInRules.prepareUpdate(type, object, old);
    schema.settle(object);
    Generations.next(type.qualifiedName(), object, old);
  }

  // The status of a CustomResourceDefinition is kept by the rules of definitions.
  private boolean hasStatus() {
    return type.subresources().contains("status") && !type.group().equals("apiextensions.k8s.io");
  }

  @Override
  public void prepareStatus(ObjectNode object, ObjectNode old) {
    restore(object, old, "spec");
    if (type.qualifiedName().equals("pods")) {
      ObjectNode metadata = Documents.metadata(object);
      Documents.put(metadata, "ownerReferences", Documents.at(old, "metadata", "ownerReferences"));
    }
    BuiltInRules.prepareStatus(type, object, old);
    schema.settle(object);
  }

  @Override
  public void prepareSubresource(String subresource, ObjectNode object, ObjectNode old) {
    PodSubresourceRules.prepare(subresource, object, old);
  }

  @Override
  public List<Cause> validateSubresource(String subresource, ObjectNode object, ObjectNode old) {
    return PodSubresourceRules.validate(subresource, object, old);
  }

  @Override
  public List<Cause> validateCreate(ObjectNode object) {
    hooks.checkCreate(object);
    return BuiltInRules.validateCreate(type, object);
  }

  @Override
  public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
    hooks.checkUpdate(object, old);
    return BuiltInRules.validateUpdate(type, object, old);
  }

  @Override
  public List<Cause> validateStatus(ObjectNode object, ObjectNode old) {
    return BuiltInRules.validateStatusUpdate(type, object, old);
  }

  @Override
  public List<String> warnings(ObjectNode object, JsonNode old) {
    return BuiltInRules.warnings(type, object, old);
  }

  @Override
  public ObjectNode strategicMerge(ObjectNode object, ObjectNode patch) {
    JsonNode kind = object.path("kind");
    JsonNode apiVersion = object.path("apiVersion");
    ObjectNode merged = schema.strategicMerge(object, patch);
    // What comes of it is converted and not decoded: no kind is looked at, numbers are cut down.
    if (!merged.path("kind").isContainerNode() && !merged.path("apiVersion").isContainerNode()) {
      Documents.put(merged, "kind", kind);
      Documents.put(merged, "apiVersion", apiVersion);
    }
    schema.truncate(merged);
    return merged;
  }

  @Override
  public ManagedType managed() {
    return schema.managed();
  }

  @Override
  public FieldFilter ownedBy(String subresource) {
    return resets.of(subresource);
  }

  @Override
  public Traits traits() {
    String name = type.qualifiedName();
    boolean unconditional = !VERSION_REQUIRED.contains(name);
    return new Traits(unconditional, CREATED_BY_PUT.contains(name), ANSWER_DELETED.contains(name));
  }

  @Override
  public SelectableFields selectableFields() {
    return SelectableFields.of(type);
  }

  private void reassign(ObjectNode service, ObjectNode old) {
    List<Cause> causes = pools.reassign(service, old);
    if (!causes.isEmpty()) {
      throw ApiException.invalid(type, Documents.text(old, "metadata", "name"), causes);
    }
  }

  @Override
  public List<Cause> allocate(ObjectNode object) {
    return isService() ? pools.assign(object) : List.of();
  }

  @Override
  public void release(ObjectNode object, JsonNode old) {
    if (isService()) {
      pools.giveBack(object, old);
    }
  }

  @Override
  public void committed(Change change) {
    hooks.committed(change);
    if (!isService()) {
      return;
    }
    if (change.kind() == Change.Kind.DELETED) {
      pools.giveBack(change.now().tree(), MissingNode.getInstance());
    }
    change.before().ifPresent(before -> pools.giveBack(before.tree(), change.now().tree()));
  }

  private boolean isService() {
    return type.qualifiedName().equals("services");
  }

  private static void restore(ObjectNode object, ObjectNode old, String field) {
    Documents.put(object, field, old.path(field));
  }
}
