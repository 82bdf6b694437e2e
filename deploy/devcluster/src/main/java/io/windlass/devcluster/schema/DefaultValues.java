package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.ArrayList;
import java.util.List;

/** Whether the default that a schema states obeys the schema itself. Stateless. */
public final class DefaultValues {
  private DefaultValues() {}

  /** The faults of a schema's default, if it has one; their fields are relative to it. */
  public static List<Cause> faults(JsonNode schema) {
    JsonNode value = schema.path("default");
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    StructuralSchema compiled = new StructuralCompiler().compile(schema);
    List<Cause> faults = new ArrayList<>();
    if (!StructuralPruning.pruneValue(value.deepCopy(), compiled).isEmpty()) {
      faults.add(Faults.invalid("", value, "must not have unknown fields"));
    }
    faults.addAll(StructuralValidation.create(value, compiled));
    return faults;
  }
}
