package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.manage.FieldFilter;
import io.windlass.devcluster.manage.ManagedType;
import io.windlass.devcluster.select.SelectableFields;
import java.util.List;

/** The rules of a type whose objects nobody writes. Immutable. */
public final class ComputedTypeRules implements TypeRules {
  private final ResourceType type;

  public ComputedTypeRules(ResourceType type) {
    this.type = type;
  }

  @Override
  public SelectableFields selectableFields() {
    return SelectableFields.of(type);
  }

  @Override
  public List<String> decode(ObjectNode object) {
    throw ApiException.methodNotAllowed();
  }

  @Override
  public void applyDefaults(ObjectNode object) {}

  @Override
  public void prepareCreate(ObjectNode object) {}

  @Override
  public void prepareUpdate(ObjectNode object, ObjectNode old) {}

  @Override
  public void prepareStatus(ObjectNode object, ObjectNode old) {}

  @Override
  public List<Cause> validateCreate(ObjectNode object) {
    return List.of();
  }

  @Override
  public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
    return List.of();
  }

  @Override
  public List<Cause> validateStatus(ObjectNode object, ObjectNode old) {
    return List.of();
  }

  @Override
  public ObjectNode strategicMerge(ObjectNode object, ObjectNode patch) {
    throw ApiException.methodNotAllowed();
  }

  @Override
  public ManagedType managed() {
    throw ApiException.methodNotAllowed();
  }

  @Override
  public FieldFilter ownedBy(String subresource) {
    throw ApiException.methodNotAllowed();
  }

  @Override
  public Traits traits() {
    return new Traits(true, false, false);
  }
}
