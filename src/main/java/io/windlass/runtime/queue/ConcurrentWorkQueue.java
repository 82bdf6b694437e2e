package io.windlass.runtime.queue;

import static io.windlass.runtime.queue.KeyState.DEAD;
import static io.windlass.runtime.queue.KeyState.DELAYED;
import static io.windlass.runtime.queue.KeyState.IDLE;
import static io.windlass.runtime.queue.KeyState.QUEUED;
import static io.windlass.runtime.queue.KeyState.RUNNING;
import static io.windlass.runtime.queue.KeyState.TOUCHED;
import static io.windlass.runtime.queue.KeyState.dueMicros;
import static io.windlass.runtime.queue.KeyState.phase;
import static io.windlass.runtime.queue.KeyState.priority;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The queue that is never locked: a table of keys, each with its state in one word; a line for each
 * priority; a {@link TimerWheel} for what waits for a time.
 *
 * <p>Thread-safe; no method waits for another thread. An add of a key that wants a run already, and
 * would get it no earlier and no sooner by the add, costs one look-up and one fence, reads no clock
 * and allocates nothing.
 *
 * <p>Why no add is lost. Whoever takes the word of a key to QUEUED puts the key into a line and
 * then wakes a worker; until a worker takes the word on to RUNNING, that place in the line is the
 * key's. Whoever takes it to DELAYED, or to an earlier time, puts a timeout of its own into the
 * wheel and sees to it that the alarm rings by then; what a timeout finds when it expires is
 * believed, not the timeout. An add that finds nothing to change has looked at the word after a
 * full fence, and a worker reads the world after a full fence that follows its step to RUNNING:
 * either the adder sees RUNNING, or the worker sees what made the adder add. A word that is DEAD
 * never changes again; who finds it adds once more.
 *
 * <p>Why nothing is handed out after {@link #close}: a step to QUEUED or DELAYED counts only if the
 * queue is seen open after it, and close looks at each word after it has said that it is closed.
 */
public final class ConcurrentWorkQueue<K> implements WorkQueue<K> {
  /** How many keys one {@link #done} buries at most; it lays down one. */
  private static final int MOST_BURIED = 64;

  private final String name;
  private final Pace pace;
  private final RuntimeMetrics metrics;
  private final MicroClock clock;
  private final KeySteps steps;
  private final ConcurrentMap<K, KeyNode<K>> nodes = new ConcurrentHashMap<>();
  private final List<Queue<KeyNode<K>>> lines =
      List.of(
          new ConcurrentLinkedQueue<>(),
          new ConcurrentLinkedQueue<>(),
          new ConcurrentLinkedQueue<>());
  private final LongAdder depth = new LongAdder();
  private final TimerWheel<KeyNode<K>> wheel = new TimerWheel<>();
  private final Alarm alarm;
  private final Queue<KeyNode<K>> resting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ObjLongConsumer<KeyNode<K>> expired = this::expire;
  private volatile Runnable wake = () -> {};

  /** A queue whose figures go under the name of a controller. */
  public ConcurrentWorkQueue(String name, Platform platform, Pace pace) {
    this.name = name;
    this.pace = pace;
    this.metrics = platform.metrics();
    this.clock = new MicroClock(platform.ticker());
    this.steps = new KeySteps(clock);
    this.alarm = new Alarm(platform.scheduler(), clock, this::tick);
  }

  @Override
  public void add(K key, Priority priority) {
    want(key, KeyState.line(priority), KeySteps.AT_ONCE);
  }

  @Override
  public void addAfter(K key, Priority priority, Duration delay) {
    want(key, KeyState.line(priority), delay.isPositive() ? clock.after(delay) : KeySteps.AT_ONCE);
  }

  @Override
  public void addBackedOff(K key, Priority priority) {
    boolean heard = closed.get();
    while (!heard) {
      KeyNode<K> node = node(key);
      long due = clock.after(pace.backOff(node.failOnceMore()));
      VarHandle.fullFence();
      heard = want(node, KeyState.line(priority), due);
    }
  }

  @Override
  public void forget(K key) {
    KeyNode<K> node = nodes.get(key);
    if (node != null && node.failures() != 0) {
      node.forgetFailures();
      buryIfIdle(node, clock.now());
    }
  }

  @Override
  public Optional<K> poll() {
    if (closed.get()) {
      return Optional.empty();
    }
    for (int line = 0; line < lines.size(); line++) {
      Queue<KeyNode<K>> nodes = lines.get(line);
      for (KeyNode<K> node = nodes.poll(); node != null; node = nodes.poll()) {
        if (start(node, line)) {
          return Optional.of(node.key);
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void planned(K key) {
    running(key).planned(clock.now());
  }

  @Override
  public void done(K key) {
    KeyNode<K> node = running(key);
    long now = clock.now();
    node.ended(now, pace);
    end(node, now);
    buryRested(now);
  }

  @Override
  public void onReady(Runnable listener) {
    wake = listener;
    for (int i = depth(); i > 0; i--) {
      listener.run();
    }
  }

  @Override
  public int depth() {
    return closed.get() ? 0 : depth.intValue();
  }

  /** How many keys are known, whatever their state. O(1), roughly right. */
  int size() {
    return nodes.size();
  }

  @Override
  public List<K> close() {
    if (!closed.compareAndSet(false, true)) {
      return List.of();
    }
    alarm.close();
    List<K> wanting = new ArrayList<>();
    for (KeyNode<K> node : nodes.values()) {
      if (withdraw(node)) {
        wanting.add(node.key);
      }
    }
    lines.forEach(Queue::clear);
    return wanting;
  }

  private void want(K key, int priority, long due) {
    KeyNode<K> known = nodes.get(key);
    // Only now: the look-up's cache misses need not wait for the fence, and the word is read after.
    VarHandle.fullFence();
    if (known != null && KeyState.standsInLine(known.state(), priority)) {
      metrics.coalesced(name);
      return;
    }
    boolean heard = closed.get() || (known != null && want(known, priority, due));
    while (!heard) {
      heard = want(made(key), priority, due);
    }
  }

  /** Returns false if the node is dead, so that another must be asked. */
  private boolean want(KeyNode<K> node, int priority, long due) {
    while (true) {
      long before = node.state();
      if (phase(before) == DEAD) {
        nodes.remove(node.key, node);
        return false;
      }
      // Read before the step: whatever it leads to brings a timeout of its own.
      Timeout<KeyNode<K>> timeout = phase(before) == DELAYED ? node.timeout() : null;
      long after = steps.wanted(node, before, priority, due);
      if (after == before || node.casState(before, after)) {
        if (KeyState.wantsRun(before)) {
          metrics.coalesced(name);
        }
        if (after != before) {
          forgo(timeout, before, after);
          arrive(node, before, after);
        }
        return true;
      }
    }
  }

  /** Carries out what the step of a word stands for. */
  private void arrive(KeyNode<K> node, long before, long after) {
    if (closed.get()) {
      return;
    }
    switch (phase(after)) {
      case QUEUED -> enqueue(node, before, after);
      case DELAYED -> {
        if (phase(before) != DELAYED || dueMicros(after) < dueMicros(before)) {
          delay(node, dueMicros(after));
        }
      }
      default -> {}
    }
  }

  private void enqueue(KeyNode<K> node, long before, long after) {
    if (phase(before) != QUEUED) {
      depth.increment();
    }
    if (!KeyState.takesUpLeftPlace(before, after)) {
      lines.get(priority(after)).offer(node);
    }
    wake.run();
  }

  private void delay(KeyNode<K> node, long due) {
    node.waitFor(wheel.schedule(node, due));
    alarm.ringBy(due);
    if (wheel.isUntidy()) {
      tick();
    }
  }

  /** Takes back the timeout that a key waited for before a step, if the step left it behind. */
  private void forgo(@Nullable Timeout<KeyNode<K>> timeout, long before, long after) {
    boolean waitsOn = phase(after) == DELAYED && dueMicros(after) == dueMicros(before);
    if (timeout != null && !waitsOn) {
      wheel.cancel(timeout);
    }
  }

  private void tick() {
    if (!closed.get()) {
      long next = wheel.advance(clock.now(), expired);
      if (next != TimerWheel.NEVER) {
        alarm.ringBy(next);
      }
    }
  }

  /** The time of a timeout has come, whether or not its key still waits for it. */
  private void expire(KeyNode<K> node, long due) {
    long state = node.state();
    while (phase(state) == DELAYED && dueMicros(state) <= due) {
      long next = KeyState.queued(state, priority(state), dueMicros(state));
      if (node.casState(state, next)) {
        arrive(node, state, next);
        return;
      }
      state = node.state();
    }
  }

  /** Whether a place in a line is the key's, which then runs. */
  private boolean start(KeyNode<K> node, int line) {
    while (true) {
      long state = node.state();
      if (phase(state) == DEAD) {
        return false;
      }
      boolean isLeft = KeyState.left(state, line) > 0;
      if (!isLeft && (phase(state) != QUEUED || priority(state) != line)) {
        return false;
      }
      long next = isLeft ? KeyState.withoutOneLeft(state, line) : KeyState.unwanted(state, RUNNING);
      if (node.casState(state, next)) {
        if (!isLeft) {
          begin(node, dueMicros(state));
        }
        return !isLeft;
      }
    }
  }

  private void begin(KeyNode<K> node, long due) {
    VarHandle.fullFence();
    depth.decrement();
    long now = clock.now();
    node.started(now);
    metrics.waited(name, Duration.ofNanos(Math.max(0, now - due) * 1_000));
  }

  private KeyNode<K> running(K key) {
    KeyNode<K> node = nodes.get(key);
    if (node == null || !KeyState.isRunning(node.state())) {
      throw new IllegalStateException(name + ": this key is not running: " + key);
    }
    return node;
  }

  private void end(KeyNode<K> node, long now) {
    while (true) {
      long state = node.state();
      long next =
          phase(state) == TOUCHED
              ? steps.placed(node, state, now)
              : KeySteps.ended(node, state, now);
      if (!node.casState(state, next)) {
        continue;
      }
      switch (phase(next)) {
        case DEAD -> nodes.remove(node.key, node);
        case IDLE -> layToRest(node);
        default -> arrive(node, state, next);
      }
      return;
    }
  }

  /** Sees to it that an idle key is dropped when its pause is over, unless it has failures. */
  private void layToRest(KeyNode<K> node) {
    if (node.failures() == 0 && node.beginsToRest()) {
      resting.offer(node);
    }
  }

  private void buryRested(long now) {
    for (int i = 0; i < MOST_BURIED; i++) {
      KeyNode<K> node = resting.poll();
      if (node == null) {
        return;
      }
      node.restIsSeen();
      if (!buryIfIdle(node, now)) {
        return;
      }
    }
  }

  /** Returns false if the key rests still. */
  private boolean buryIfIdle(KeyNode<K> node, long now) {
    long state = node.state();
    while (phase(state) == IDLE) {
      long next = KeySteps.ended(node, state, now);
      if (phase(next) == IDLE) {
        layToRest(node);
        return false;
      }
      if (node.casState(state, next)) {
        nodes.remove(node.key, node);
        return true;
      }
      state = node.state();
    }
    return true;
  }

  /** Takes back what has not started; returns whether there was any. */
  private boolean withdraw(KeyNode<K> node) {
    while (true) {
      long state = node.state();
      if (!KeyState.wantsRun(state)) {
        return false;
      }
      if (node.casState(
          state, KeyState.unwanted(state, phase(state) == TOUCHED ? RUNNING : IDLE))) {
        return true;
      }
    }
  }

  private KeyNode<K> node(K key) {
    KeyNode<K> known = nodes.get(key);
    return known == null ? made(key) : known;
  }

  /** A new node, unless somebody else has made one meanwhile. */
  private KeyNode<K> made(K key) {
    KeyNode<K> made = new KeyNode<>(key);
    KeyNode<K> other = nodes.putIfAbsent(key, made);
    return other == null ? made : other;
  }
}
