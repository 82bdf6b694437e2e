package io.windlass.manager.timed;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.RequestGate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** What happens to requests of the autoscaler's controller; nothing at first. Thread-safe. */
final class Outage implements RequestGate {
  private final AtomicReference<Function<Write, Verdict>> now =
      new AtomicReference<>(_ -> Verdict.PROCEED);

  /** From now on. */
  void let(Function<Write, Verdict> fault) {
    now.set(fault);
  }

  void end() {
    now.set(_ -> Verdict.PROCEED);
  }

  /** An answer with this code. */
  static Verdict refuse(int code, String reason) {
    return new Verdict.Refuse(
        new ApiException(code, reason, "as the test wants it", new Subject("", "", ""), List.of()));
  }

  @Override
  public Verdict before(Write write) {
    return verdict(write);
  }

  @Override
  public Verdict beforeRead(Write read) {
    return verdict(read);
  }

  private Verdict verdict(Write request) {
    return request.agent().startsWith("autoscaler") ? now.get().apply(request) : Verdict.PROCEED;
  }
}
