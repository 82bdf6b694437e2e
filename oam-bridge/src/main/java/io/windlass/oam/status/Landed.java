package io.windlass.oam.status;

import io.windlass.core.model.Json;
import io.windlass.oam.render.Rendered;

/** A rendered object and what became of it in the cluster. */
public record Landed(Rendered rendered, Outcome outcome) {

  /** What became of it. */
  public sealed interface Outcome {
    /** It is there, as last seen. */
    record There(Json.Obj live) implements Outcome {}

    /**
     * The server did not take it.
     *
     * @param reason one word in upper camel case
     */
    record Failed(String reason, String message) implements Outcome {}
  }

  /** How it does. */
  public Health health() {
    return switch (outcome) {
      case Outcome.There(Json.Obj live) -> Health.of(live);
      case Outcome.Failed(String _, String message) ->
          new Health(Health.State.FAILED, message, 0, 0, 0);
    };
  }
}
