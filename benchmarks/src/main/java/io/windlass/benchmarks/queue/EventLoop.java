package io.windlass.benchmarks.queue;

import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.control.Controller;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * From events about known objects to runs, each on a virtual thread: after an event a run of its
 * object starts, and never two of one object at once. Thread-safe.
 */
interface EventLoop extends AutoCloseable {
  /** Loops to be compared. */
  enum Kind {
    /** Java-operator-sdk's event processor; the baseline. */
    FRAMEWORK {
      @Override
      EventLoop create(List<ObjectKey> objects, Consumer<ObjectKey> run) {
        return FrameworkLoop.of(objects, run);
      }
    },
    /** The engine's loop on the locked queue. */
    LOCKED {
      @Override
      EventLoop create(List<ObjectKey> objects, Consumer<ObjectKey> run) {
        return Engine.of(QueueKind.LOCKED, run);
      }
    },
    /** The engine's loop. */
    CONCURRENT {
      @Override
      EventLoop create(List<ObjectKey> objects, Consumer<ObjectKey> run) {
        return Engine.of(QueueKind.CONCURRENT, run);
      }
    };

    abstract EventLoop create(List<ObjectKey> objects, Consumer<ObjectKey> run);
  }

  /** Something happened to an object. */
  void event(ObjectKey object);

  /** No run starts any more. */
  @Override
  void close();

  /** The engine's, as the manager has it. */
  record Engine(
      WorkQueue<ObjectKey> queue,
      Controller<ObjectKey> controller,
      VirtualThreadScheduler scheduler)
      implements EventLoop {
    private static final int WORKERS = 16;

    static Engine of(QueueKind kind, Consumer<ObjectKey> run) {
      VirtualThreadScheduler scheduler = new VirtualThreadScheduler();
      Platform platform = scheduler.platform(RuntimeMetrics.NONE);
      WorkQueue<ObjectKey> queue = kind.create(platform, Pace.DEFAULT);
      Controller<ObjectKey> controller =
          new Controller<>(
              new Controller.Setup("loop", WORKERS),
              queue,
              key -> {
                run.accept(key);
                return new Outcome.Done();
              },
              platform);
      controller.start();
      return new Engine(queue, controller, scheduler);
    }

    @Override
    public void event(ObjectKey object) {
      queue.add(object, Priority.CHANGE);
    }

    @Override
    public void close() {
      controller.close(Duration.ofSeconds(5));
      scheduler.close();
    }
  }
}
