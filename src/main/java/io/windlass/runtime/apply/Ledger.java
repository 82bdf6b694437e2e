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
  /** The position of the status: behind all actions. */
  static final int STATUS = Integer.MAX_VALUE;

  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final TreeMap<Integer, Execution.Failed> failed = new TreeMap<>();

  @GuardedBy("lock")
  private final Map<Action.Target, WriteResult.Applied> answers = new HashMap<>();

  @GuardedBy("lock")
  private final TreeMap<Integer, Action> applied = new TreeMap<>();

  @GuardedBy("lock")
  private int sent;

  @GuardedBy("lock")
  private Execution.Stop stop = Execution.Stop.NONE;

  @GuardedBy("lock")
  private Optional<Instant> retryAt = Optional.empty();

  /** Enters an answer. */
  void enter(Link link, WriteResult result) {
    lock.lock();
    try {
      sent++;
      if (result instanceof WriteResult.Applied answer) {
        applied.put(link.position(), link.action());
        answers.put(link.action().target(), answer);
      } else {
        failed.put(link.position(), new Execution.Failed(link.action(), result));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more may be sent, not even the status; the first reason holds. */
  void stop(Execution.Stop why) {
    lock.lock();
    try {
      stop = stop == Execution.Stop.NONE ? why : stop;
    } finally {
      lock.unlock();
    }
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
      return stop != Execution.Stop.NONE;
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
          List.copyOf(applied.headMap(STATUS).values()),
          List.copyOf(failed.values()),
          stop,
          retryAt,
          statusWritten);
    } finally {
      lock.unlock();
    }
  }
}
