package io.windlass.devcluster.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.HashMap;
import java.util.Map;

/** The {@code variables} that an expression of a policy sees: those before it. Immutable. */
public final class PolicyScope {
  /** None yet. */
  public static final PolicyScope EMPTY = new PolicyScope(Map.of());

  private final Map<String, CelType> variables;

  private PolicyScope(Map<String, CelType> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** These and one more; of one that cannot be compiled nothing is known. */
  public PolicyScope with(String name, PolicyExpression variable) {
    Map<String, CelType> more = new HashMap<>(variables);
    more.put(name, variable.resultType());
    return new PolicyScope(more);
  }

  Expressions expressions() {
    DeclaredTypes declared = new DeclaredTypes();
    Map<String, CelType> types = new HashMap<>(RequestVariables.TYPES);
    types.put("namespaceObject", SimpleType.DYN);
    if (!variables.isEmpty()) {
      types.put("variables", declared.struct(variables));
    }
    return Expressions.with(types, declared);
  }
}
