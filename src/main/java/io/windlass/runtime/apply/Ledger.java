package io.windlass.runtime.apply;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.core.plan.Action;
import io.windlass.runtime.apply.Chains.Link;
import io.windlass.runtime.port.WriteResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** What has become of a plan so far, and why its sending stopped, if it did. Thread-safe. */
final class Ledger {
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final TreeMap<Integer, Execution.Failed> failed = new TreeMap<>();

  @GuardedBy("lock")
  private final Map<Action.Target, WriteResult.Applied> answers = new HashMap<>();

  @GuardedBy("lock")
  private int sent;

  @GuardedBy("lock")
  private int applied;

  @GuardedBy("lock")
  private boolean invalidated;

  @GuardedBy("lock")
  private boolean throttled;

  @GuardedBy("lock")
  private Optional<Instant> retryAt = Optional.empty();

  /** Enters an answer. */
  void enter(Link link, WriteResult result) {
    lock.lock();
    try {
      sent++;
      if (result instanceof WriteResult.Applied answer) {
        applied++;
        answers.put(link.action().target(), answer);
      } else {
        failed.put(link.position(), new Execution.Failed(link.action(), result));
      }
    } finally {
      lock.unlock();
    }
  }

  /** The plan is no longer wanted. */
  void invalidate() {
    lock.lock();
    try {
      invalidated = true;
    } finally {
      lock.unlock();
    }
  }

  /** The server wants a rest. */
  void throttle(Instant until) {
    lock.lock();
    try {
      throttled = true;
    } finally {
      lock.unlock();
    }
    holdBack(until);
  }

  /** Something was not sent and may be tried from then on; the latest such time holds. */
  void holdBack(Instant until) {
    lock.lock();
    try {
      retryAt = retryAt.filter(until::isBefore).or(() -> Optional.of(until));
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing more may be sent, not even the status. */
  boolean isStopped() {
    lock.lock();
    try {
      return invalidated || throttled;
    } finally {
      lock.unlock();
    }
  }

  int sent() {
    lock.lock();
    try {
      return sent;
    } finally {
      lock.unlock();
    }
  }

  /** The last answer about an object. */
  Optional<WriteResult.Applied> answer(Action.Target target) {
    lock.lock();
    try {
      return Optional.ofNullable(answers.get(target));
    } finally {
      lock.unlock();
    }
  }

  Execution close(boolean statusWritten) {
    lock.lock();
    try {
      return new Execution(
          List.copyOf(failed.values()),
          applied - (statusWritten ? 1 : 0),
          invalidated,
          retryAt,
          statusWritten);
    } finally {
      lock.unlock();
    }
  }
}
