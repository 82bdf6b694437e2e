package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.SimpleType;
import io.windlass.devcluster.cel.Expression.Outcome;
import io.windlass.devcluster.cel.Expressions.Compiled;
import java.util.Optional;

/**
 * A condition on a request that is under review: an entry of {@code matchConditions}. It sees
 * {@code request}, {@code object}, {@code oldObject} and {@code authorizer}. Immutable and
 * thread-safe.
 */
public final class RequestCondition {
  private final String text;
  private final Compiled compiled;

  private RequestCondition(String text, Compiled compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  public static RequestCondition of(String expression) {
    Expressions expressions = Expressions.with(RequestVariables.TYPES, new DeclaredTypes());
    return new RequestCondition(
        expression, expressions.compile(expression, SimpleType.BOOL, "must evaluate to bool"));
  }

  /** Whether a request meets a condition, if that can be said. */
  public sealed interface Answer {
    record Known(boolean met) implements Answer {}

    record Unknown(String why) implements Answer {}
  }

  /** Why it cannot be compiled; empty if it can. */
  public Optional<String> fault() {
    return compiled instanceof Compiled.Faulty faulty
        ? Optional.of(faulty.why())
        : Optional.empty();
  }

  /** Asks about the {@code request} of an {@code AdmissionReview}. */
  public Answer ask(JsonNode request, Authority authority) {
    return switch (compiled) {
      case Compiled.Faulty faulty -> new Answer.Unknown("compilation error: " + faulty.why());
      case Compiled.Usable usable ->
          answer(usable.expression().run(RequestVariables.of(request, authority)));
    };
  }

  private Answer answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Value value -> new Answer.Known(Boolean.TRUE.equals(value.value()));
      case Outcome.Fault fault ->
          new Answer.Unknown("expression '%s' resulted in error: %s".formatted(text, fault.why()));
    };
  }
}
