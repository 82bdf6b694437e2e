package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.manage.ManagedType;
import java.util.ArrayList;
import java.util.List;

/** A custom resource in one version, as its definition states it. */
final class CustomType implements TypeSchema {
  private final StructuralSchema schema;
  private final List<String> notEvaluated;
  private final EmbeddedResources embedded;
  private final ManagedType managed;

  CustomType(ObjectNode openApiV3Schema, Shapes shapes, ManagedType managed) {
    this.managed = managed;
    StructuralCompiler compiler = new StructuralCompiler();
    schema = compiler.compile(openApiV3Schema);
    notEvaluated = compiler.notEvaluated();
    embedded = new EmbeddedResources(shapes);
  }

  @Override
  public ManagedType managed() {
    return managed;
  }

  @Override
  public List<String> decodeFaults(ObjectNode object) {
    return embedded.decodeFaults(object, schema);
  }

  @Override
  public List<String> prune(ObjectNode object) {
    List<String> unknown = new ArrayList<>();
    for (String path : StructuralPruning.prune(object, schema)) {
      unknown.add("unknown field \"%s\"".formatted(path));
    }
    unknown.addAll(embedded.prune(object, schema));
    return unknown;
  }

  @Override
  public void applyDefaults(ObjectNode object) {
    StructuralDefaults.apply(object, schema);
  }

  @Override
  public List<Cause> validate(ObjectNode object) {
    List<Cause> faults = new ArrayList<>(StructuralValidation.create(object, schema));
    faults.addAll(embedded.validate(object, schema));
    faults.addAll(ListTypes.validate(object, schema));
    return faults;
  }

  @Override
  public List<Cause> validateUpdate(ObjectNode object, ObjectNode before) {
    List<Cause> faults = new ArrayList<>(StructuralValidation.update(object, before, schema));
    faults.addAll(embedded.validate(object, schema));
    if (ListTypes.validate(before, schema).isEmpty()) {
      faults.addAll(ListTypes.validate(object, schema));
    }
    return faults;
  }

  @Override
  public List<String> notEvaluated() {
    return notEvaluated;
  }

  @Override
  public ObjectNode strategicMerge(ObjectNode object, ObjectNode patch) {
    throw ApiException.unsupportedMediaType(
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json-patch+json, application/merge-patch+json");
  }
}
