package io.windlass.manager.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running command has open: closed in the reverse order, once, when the command ends or the
 * process is told to end (SIGTERM, Ctrl-C), whichever is first. Thread-safe.
 */
final class OpenParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Parts that are also closed when the process is told to end. */
  static OpenParts closedOnSignals() {
    OpenParts open = new OpenParts();
    Runtime.getRuntime().addShutdownHook(new Thread(open::close, "windlass-shutdown"));
    return open;
  }

  /** Adds a part; closes it at once if the others are closed already. */
  synchronized <T extends AutoCloseable> T add(T part) {
    if (isClosing()) {
      closeQuietly(part);
    } else {
      parts.push(part);
    }
    return part;
  }

  boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Waits until the parts are being closed. */
  void awaitClosing() throws InterruptedException {
    closing.await();
  }

  @Override
  public synchronized void close() {
    closing.countDown();
    while (!parts.isEmpty()) {
      closeQuietly(parts.pop());
    }
  }

  // The process ends whatever a part says, and the other parts still want to be closed.
  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.atWarn().setCause(e).log("Could not close a part of the application");
    }
  }
}
