package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.manage.FieldType;
import io.windlass.devcluster.manage.ManagedType;
import java.util.List;

/** A built-in type: decoded as the API server's Go type; its defaults and rules live elsewhere. */
final class RecordedType implements TypeSchema {
  private final Shapes shapes;
  private final Shape shape;
  private final ManagedType managed;

  RecordedType(Shapes shapes, Shape shape, String kind, FieldType fields) {
    this.shapes = shapes;
    this.shape = shape;
    this.managed = new ManagedType(kind, false, fields, new BlankObjects(shapes).of(shape));
  }

  @Override
  public ManagedType managed() {
    return managed;
  }

  @Override
  public List<String> decodeFaults(ObjectNode object) {
    return new DecodeFaults(shapes).first(object, shape).stream().toList();
  }

  @Override
  public List<String> prune(ObjectNode object) {
    return new Roundtrip(shapes).apply(object, shape, "");
  }

  @Override
  public void truncate(ObjectNode object) {
    new WideNumbers(shapes).visit(object, shape);
  }

  @Override
  public void applyDefaults(ObjectNode object) {
    // Go types have zero values; what a type fills in beyond them is in the package of rules.
  }

  @Override
  public void settle(ObjectNode object) {
    new Settling(shapes).visit(object, shape);
  }

  @Override
  public List<ApiException.Cause> validate(ObjectNode object) {
    return List.of();
  }

  @Override
  public List<ApiException.Cause> validateUpdate(ObjectNode object, ObjectNode before) {
    return List.of();
  }

  @Override
  public List<String> notEvaluated() {
    return List.of();
  }

  @Override
  public ObjectNode strategicMerge(ObjectNode object, ObjectNode patch) {
    return new StrategicMerge(shapes).merge(object, patch, shape);
  }
}
