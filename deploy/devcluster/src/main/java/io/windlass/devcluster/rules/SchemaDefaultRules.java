package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.cel.ObjectRules;
import io.windlass.devcluster.schema.DefaultValues;
import java.util.List;

/** That the defaults of a structural schema obey it. Stateless. */
final class SchemaDefaultRules {
  private SchemaDefaultRules() {}

  static void validate(At schema, FaultList faults) {
    At stated = schema.field("default");
    if (stated.isSet()) {
      List<Cause> shape = DefaultValues.faults(schema.value());
      shape.forEach(fault -> faults.add(at(stated, fault)));
      if (shape.isEmpty()) {
        ObjectRules.ofValues(schema.value())
            .validate(stated.value(), MissingNode.getInstance(), warning -> {})
            .forEach(fault -> faults.add(at(stated, fault)));
      }
    }
    if (schema.field("items").value().isObject()) {
      validate(schema.field("items"), faults);
    }
    At properties = schema.field("properties");
    properties.keys().forEach(name -> validate(properties.key(name), faults));
  }

  private static Cause at(At stated, Cause fault) {
    boolean whole = fault.field().isEmpty() || fault.field().equals("<nil>");
    String path = whole ? stated.path() : stated.path() + "." + fault.field();
    return new Cause(fault.reason(), fault.message(), path);
  }
}
