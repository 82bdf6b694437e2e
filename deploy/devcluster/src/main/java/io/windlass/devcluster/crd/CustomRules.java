package io.windlass.devcluster.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.cel.ObjectRules;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.manage.FieldFilter;
import io.windlass.devcluster.manage.ManagedType;
import io.windlass.devcluster.rest.ResetFields;
import io.windlass.devcluster.rest.ScalePaths;
import io.windlass.devcluster.rest.TypeRules;
import io.windlass.devcluster.rules.BuiltInRules;
import io.windlass.devcluster.rules.ScaleRules;
import io.windlass.devcluster.schema.Faults;
import io.windlass.devcluster.schema.TypeSchema;
import io.windlass.devcluster.select.SelectableFields;
import io.windlass.devcluster.store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How custom resources of one version are written. Thread-safe. */
final class CustomRules implements TypeRules {
  private static final Set<String> BLOCKING =
      Set.of(
          "FieldValueRequired", "FieldValueTooLong", "FieldValueTooMany", "FieldValueTypeInvalid");
  private static final String NOT_ASKED =
      "Invalid value: \"null\": some validation rules were not checked because the object was"
          + " invalid; correct the existing errors to complete validation";

  private final ResourceType type;
  private final TypeSchema schema;
  private final ObjectRules rules;
  private final boolean hasStatus;
  private final ResetFields resets;
  private final Optional<ScalePaths> scale;
  private final SelectableFields selectable;
  private final Optional<String> deprecation;
  private final Instances instances;

  CustomRules(Definition definition, CompiledSchemas.Compiled compiled, Instances instances) {
    this.type = definition.type();
    this.schema = compiled.shape();
    this.rules = compiled.rules();
    this.hasStatus = definition.hasStatus();
    this.resets = ResetFields.of(type);
    this.scale = definition.scale();
    this.selectable = SelectableFields.ofCustom(type, definition.selectableFields());
    this.deprecation = definition.deprecation();
    this.instances = instances;
  }

  @Override
  public Optional<String> deprecation() {
    return deprecation;
  }

  /** Whoever must know about the objects of a definition. */
  interface Instances {
    /** 405 while the definition is being deleted. */
    void checkOpenForCreation(ResourceType type);

    /** An object has gone. */
    void removed(ResourceType type);
  }

  @Override
  public List<String> decode(ObjectNode object) {
    List<String> faults = schema.decodeFaults(object);
    if (!faults.isEmpty()) {
      throw ApiException.badRequest(faults.getFirst());
    }
    return schema.prune(object);
  }

  @Override
  public void applyDefaults(ObjectNode object) {
    schema.applyDefaults(object);
  }

  @Override
  public void prepareCreate(ObjectNode object) {
    instances.checkOpenForCreation(type);
    if (hasStatus) {
      object.remove("status");
    }
    Documents.metadata(object).put("generation", 1);
  }

  @Override
  public void prepareUpdate(ObjectNode object, ObjectNode old) {
    if (hasStatus) {
      Documents.put(object, "status", old.path("status"));
    }
    if (!Documents.same(content(object), content(old))) {
      long generation = Documents.at(old, "metadata", "generation").asLong();
      Documents.metadata(object).put("generation", generation + 1);
    }
  }

  /** What counts as a change of the wanted state: all but metadata, and status if it is apart. */
  private JsonNode content(ObjectNode object) {
    ObjectNode content = Documents.object();
    for (var field : object.properties()) {
      boolean counts = !field.getKey().equals("metadata");
      boolean apart = hasStatus && field.getKey().equals("status");
      if (counts && !apart) {
        content.set(field.getKey(), field.getValue());
      }
    }
    return content;
  }

  @Override
  public void prepareStatus(ObjectNode object, ObjectNode old) {
    JsonNode status = object.path("status");
    object.removeAll();
    object.setAll(old.deepCopy());
    Documents.put(object, "status", status);
  }

  @Override
  public List<Cause> validateCreate(ObjectNode object) {
    if (isOther(object)) {
      return otherKind(object);
    }
    List<Cause> causes =
        together(object, BuiltInRules.validateCreate(type, object), schema.validate(object));
    return withRules(causes, object, MissingNode.getInstance());
  }

  private boolean isOther(ObjectNode object) {
    return !object.path("kind").asText().equals(type.kind());
  }

  private List<Cause> otherKind(ObjectNode object) {
    return List.of(Faults.invalid("kind", object.path("kind"), "must be " + type.kind()));
  }

  /** Rules are asked only about objects whose shape they can rely on. */
  private List<Cause> withRules(List<Cause> causes, ObjectNode object, JsonNode old) {
    if (rules.isEmpty()) {
      return causes;
    }
    List<Cause> all = new ArrayList<>(causes);
    if (causes.stream().anyMatch(cause -> BLOCKING.contains(cause.reason()))) {
      all.add(new Cause("FieldValueInvalid", NOT_ASKED, "<nil>"));
    } else {
      all.addAll(rules.validate(object, old, CustomRules::warn));
    }
    return all;
  }

  private static void warn(Cause cause) {
    RequestScope.current()
        .ifPresent(scope -> scope.warnings().accept(cause.field() + ": " + cause.message()));
  }

  private List<Cause> together(ObjectNode object, List<Cause> metadata, List<Cause> shape) {
    List<Cause> causes = new ArrayList<>(metadata);
    causes.addAll(shape);
    scale.ifPresent(
        paths ->
            causes.addAll(
                ScaleRules.validate(
                    object, List.of(paths.specReplicas(), paths.statusReplicas()))));
    return causes;
  }

  @Override
  public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
    if (isOther(object)) {
      return otherKind(object);
    }
    List<Cause> causes =
        together(
            object,
            BuiltInRules.validateUpdate(type, object, old),
            schema.validateUpdate(object, old));
    return withRules(causes, object, old);
  }

  @Override
  public List<Cause> validateStatus(ObjectNode object, ObjectNode old) {
    List<Cause> causes = together(object, List.of(), schema.validateUpdate(object, old));
    return withRules(causes, object, old);
  }

  @Override
  public boolean itemsStateKind() {
    return true;
  }

  @Override
  public void checkStrategicMerge() {
    throw ApiException.unsupportedMediaType(
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json-patch+json, application/merge-patch+json,"
            + " application/apply-patch+yaml");
  }

  @Override
  public ObjectNode strategicMerge(ObjectNode object, ObjectNode patch) {
    return schema.strategicMerge(object, patch);
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
    return new Traits(false, false, false);
  }

  @Override
  public SelectableFields selectableFields() {
    return selectable;
  }

  @Override
  public void committed(Change change) {
    if (change.kind() == Change.Kind.DELETED) {
      instances.removed(type);
    }
  }
}
