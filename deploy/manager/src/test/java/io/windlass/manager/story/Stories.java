package io.windlass.manager.story;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The stories of an inventory in one place. Most of a story is waiting, so all of them are under
 * way at once; a test is the outcome of its story. Registered after the cluster.
 *
 * @param <S> where they play
 */
final class Stories<S> implements BeforeAllCallback, AfterAllCallback {
  private static final int AT_ONCE = 12;

  private final S scene;
  private final List<InventoryRow<S>> rows;
  private final Map<Integer, Future<?>> told = new HashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

  Stories(S scene, List<InventoryRow<S>> rows) {
    this.scene = scene;
    this.rows = List.copyOf(rows);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    rows.forEach(row -> told.put(row.number(), threads.submit(() -> row.story().tell(scene))));
  }

  /** Waits for the end of a story, and fails as it failed. */
  void end(InventoryRow<S> row) throws Throwable {
    try {
      Objects.requireNonNull(told.get(row.number()), "begun").get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    threads.shutdownNow();
  }
}
