package io.windlass.runtime.testing;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A cluster that answers as the test has scripted, else with success and growing versions.
 * Thread-safe, but answers are given one at a time only on stepped time.
 */
public final class FakeWriter implements Writer {
  private final List<Action> sent = new ArrayList<>();
  private final List<Target> refreshed = new ArrayList<>();
  private final Map<Target, ArrayDeque<WriteResult>> scripts = new HashMap<>();
  private final Set<Target> unreadable = new HashSet<>();
  private final AtomicLong versions = new AtomicLong(100);

  /** The next answers about an object, in order. */
  public FakeWriter answer(Target target, WriteResult... results) {
    synchronized (this) {
      scripts.computeIfAbsent(target, _ -> new ArrayDeque<>()).addAll(List.of(results));
      return this;
    }
  }

  /** From now on this object cannot be read, or can be read again. */
  public void readable(Target target, boolean isReadable) {
    synchronized (this) {
      if (isReadable) {
        unreadable.remove(target);
      } else {
        unreadable.add(target);
      }
    }
  }

  /** Everything that was sent, in order. */
  public List<Action> sent() {
    synchronized (this) {
      return List.copyOf(sent);
    }
  }

  /** Every read, in order. */
  public List<Target> refreshed() {
    synchronized (this) {
      return List.copyOf(refreshed);
    }
  }

  @Override
  public WriteResult write(Action action) {
    synchronized (this) {
      sent.add(action);
      ArrayDeque<WriteResult> script = scripts.getOrDefault(action.target(), new ArrayDeque<>());
      return script.isEmpty()
          ? new WriteResult.Applied("uid", versions.incrementAndGet())
          : script.remove();
    }
  }

  @Override
  public boolean refresh(Target target) {
    synchronized (this) {
      refreshed.add(target);
      return !unreadable.contains(target);
    }
  }
}
