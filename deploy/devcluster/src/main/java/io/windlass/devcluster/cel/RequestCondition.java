package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.windlass.devcluster.cel.Expression.Outcome;
import io.windlass.devcluster.cel.Expressions.Compiled;
import java.util.Map;
import java.util.Optional;

/**
 * A condition on a request that is under review: an entry of {@code matchConditions}. It sees
 * {@code request}, {@code object} and {@code oldObject}; there is no {@code authorizer}. Immutable
 * and thread-safe.
 */
public final class RequestCondition {
  private static final Map<String, CelType> VARIABLES =
      Map.of(
          "request", SimpleType.DYN,
          "object", SimpleType.DYN,
          "oldObject", SimpleType.DYN,
          "authorizer", SimpleType.DYN);

  private final String text;
  private final Compiled compiled;

  private RequestCondition(String text, Compiled compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  public static RequestCondition of(String expression) {
    Expressions expressions = Expressions.with(VARIABLES, new DeclaredTypes());
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
  public Answer ask(JsonNode request) {
    return switch (compiled) {
      case Compiled.Faulty faulty -> new Answer.Unknown("compilation error: " + faulty.why());
      case Compiled.Usable usable -> {
        Map<String, Object> variables =
            Map.of(
                "request", CelValues.of(request),
                "object", CelValues.of(request.path("object")),
                "oldObject", CelValues.of(request.path("oldObject")));
        yield answer(usable.expression().run(variables));
      }
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
