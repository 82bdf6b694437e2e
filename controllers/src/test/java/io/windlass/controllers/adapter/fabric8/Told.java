package io.windlass.controllers.adapter.fabric8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.core.model.ObjectMeta;
import io.windlass.runtime.port.Source;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A listener that notes what it is told, as sentences. Thread-safe. */
final class Told<V> implements Source.Listener<V> {
  private final Function<V, ObjectMeta> metaOf;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstChange = new CountDownLatch(1);

  Told(Function<V, ObjectMeta> metaOf) {
    this.metaOf = metaOf;
  }

  /** Waits until exactly this has been told. */
  void expect(String... expected) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(calls).containsExactly(expected));
  }

  /** Reached with the first change. */
  CountDownLatch firstChange() {
    return firstChange;
  }

  private String text(V object) {
    ObjectMeta meta = metaOf.apply(object);
    return meta.key().name() + "@" + meta.version();
  }

  @Override
  public void listed(List<V> objects, long version) {
    calls.add("listed " + objects.stream().map(this::text).toList() + " at " + version);
  }

  @Override
  public void changed(V object) {
    calls.add("changed " + text(object));
    firstChange.countDown();
  }

  @Override
  public void removed(ObjectMeta last, V object) {
    calls.add("removed " + text(object));
  }

  @Override
  public void reached(long version) {
    calls.add("reached " + version);
  }
}
