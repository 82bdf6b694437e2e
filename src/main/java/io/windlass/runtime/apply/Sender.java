package io.windlass.runtime.apply;

import io.windlass.core.plan.Action;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Sends single actions of one plan: the validity check before, the figures and the look-up of
 * unknown outcomes after. Thread-safe.
 */
final class Sender {
  private final WritePipeline.Ports ports;
  private final Expectations expectations;
  private final PlanScope scope;

  Sender(WritePipeline.Ports ports, Expectations expectations, PlanScope scope) {
    this.ports = ports;
    this.expectations = expectations;
    this.scope = scope;
  }

  Action.Target owner() {
    return scope.owner();
  }

  /** What the owner asks of the rate limit. */
  FairBucket.Want want(int atLeast, int inAll) {
    return new FairBucket.Want(scope.owner(), scope.priority(), atLeast, inAll);
  }

  void heldBackUntil(Instant until) {
    ports.platform().metrics().throttled("client", Duration.between(now(), until));
  }

  boolean isValid() {
    return scope.stillValid().getAsBoolean();
  }

  Instant now() {
    return ports.platform().ticker().now();
  }

  void announce(Action.Announce event) {
    ports.events().announce(event);
  }

  /**
   * Sends. Until the answer is there the outcome counts as unknown, so that a writer that throws
   * leaves a key that will look, not one that believes.
   */
  WriteResult send(Action action) {
    Instant start = now();
    WriteResult result = new WriteResult.Unknown("the writer threw");
    try {
      result = ports.writer().write(action);
    } finally {
      count(action, result, Duration.between(start, now()));
      if (result instanceof WriteResult.Unknown) {
        lookUp(action.target());
      }
    }
    return result;
  }

  private void lookUp(Action.Target target) {
    if (!ports.writer().refresh(target)) {
      expectations.unresolved(scope.owner(), target);
    }
  }

  private void count(Action action, WriteResult result, Duration time) {
    String verb = lowerCase(action);
    String resource =
        action instanceof Action.Patch patch && !patch.subresource().isEmpty()
            ? action.target().kind().plural() + "/" + patch.subresource()
            : action.target().kind().plural();
    ports.platform().metrics().wrote(verb, resource, lowerCase(result), time);
  }

  private static String lowerCase(Object value) {
    return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
