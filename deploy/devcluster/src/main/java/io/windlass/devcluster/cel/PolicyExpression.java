package io.windlass.devcluster.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.windlass.devcluster.cel.Expression.Outcome;
import io.windlass.devcluster.cel.Expressions.Compiled;
import java.util.Map;
import java.util.Optional;

/**
 * An expression of a ValidatingAdmissionPolicy without parameters. It sees what a condition of a
 * request sees, {@code namespaceObject} and {@code variables}. Immutable and thread-safe.
 */
public final class PolicyExpression {
  private static final String FAULT = "expression '%s' resulted in error: ";

  private final String text;
  private final Compiled compiled;

  private PolicyExpression(String text, Compiled compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /** What an expression has to result in. */
  public enum Wanted {
    TRUTH,
    TEXT,
    ANYTHING
  }

  /** Compiles one. */
  public static PolicyExpression of(String text, Wanted wanted, PolicyScope scope) {
    Expressions expressions = scope.expressions();
    Compiled compiled =
        switch (wanted) {
          case TRUTH -> expressions.compile(text, SimpleType.BOOL, "must evaluate to bool");
          case TEXT -> expressions.compile(text, SimpleType.STRING, "must evaluate to string");
          case ANYTHING -> expressions.compile(text);
        };
    return new PolicyExpression(text, compiled);
  }

  /** Why it cannot be compiled; empty if it can. */
  public Optional<String> fault() {
    return compiled instanceof Compiled.Faulty faulty
        ? Optional.of(faulty.why())
        : Optional.empty();
  }

  Outcome run(Map<String, ?> variables) {
    return switch (compiled) {
      case Compiled.Faulty faulty -> new Outcome.Fault("compilation error: " + faulty.why());
      case Compiled.Usable usable ->
          switch (usable.expression().run(variables)) {
            case Outcome.Value value -> value;
            case Outcome.Fault fault -> new Outcome.Fault(FAULT.formatted(text) + fault.why());
          };
    };
  }

  /** Why it failed, without the expression itself. */
  String withoutText(Outcome.Fault fault) {
    return fault.why().replace(FAULT.formatted(text), "");
  }

  /** Of what it results in, as far as that is known. */
  CelType resultType() {
    return compiled instanceof Compiled.Usable usable ? usable.expression().type() : SimpleType.DYN;
  }

  String text() {
    return text;
  }
}
