package io.windlass.manager.story;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.RequestGate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Faults that a test lets happen to the manager's writes to pods. Thread-safe. */
final class Faults implements RequestGate {
  private static final String MANAGER = "windlass-it-manager";
  private static final RequestGate NONE = _ -> Verdict.PROCEED;

  private final AtomicReference<RequestGate> now = new AtomicReference<>(NONE);
  private final AtomicInteger met = new AtomicInteger();

  @Override
  public Verdict before(Write write) {
    boolean isOurs = write.agent().startsWith(MANAGER) && write.type().plural().equals("pods");
    Verdict verdict = isOurs ? now.get().before(write) : Verdict.PROCEED;
    if (!verdict.equals(Verdict.PROCEED)) {
      met.incrementAndGet();
    }
    return verdict;
  }

  /** From now on. */
  void let(RequestGate fault) {
    met.set(0);
    now.set(fault);
  }

  void end() {
    now.set(NONE);
  }

  /** How many writes have met the fault that is let happen. */
  int met() {
    return met.get();
  }

  /** The same verdict for every n-th write. */
  static RequestGate every(int nth, Verdict verdict) {
    AtomicInteger count = new AtomicInteger();
    return _ -> count.incrementAndGet() % nth == 0 ? verdict : Verdict.PROCEED;
  }

  static Verdict forbidden(String words) {
    return new Verdict.Refuse(
        new ApiException(403, "Forbidden", words, new Subject("", "pods", ""), List.of()));
  }

  static Verdict tooMany(int retryAfterSeconds) {
    return new Verdict.Refuse(
        new ApiException(
                429, "TooManyRequests", "slow down", new Subject("", "pods", ""), List.of())
            .withRetryAfterSeconds(retryAfterSeconds));
  }
}
