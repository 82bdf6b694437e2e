package io.windlass.manager.webhooks;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.windlass.core.plan.RetryPace;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has all stored objects brought into the hub version, and tries again, later and later, until that
 * is done. May be under way twice.
 *
 * @param isOver whether nobody wants it any more
 */
record Migration(
    StoredObjects objects,
    List<TwoVersionType> types,
    Scheduler scheduler,
    BooleanSupplier isOver) {
  private static final Logger LOG = LoggerFactory.getLogger(Migration.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

  void begin() {
    attempt(1);
  }

  private void attempt(int times) {
    if (isOver.getAsBoolean()) {
      return;
    }
    try {
      types.forEach(type -> objects.bringTo(type, type.hub().version()));
    } catch (KubernetesClientException e) {
      Duration wait = RetryPace.after(FIRST_WAIT, times);
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("again", wait)
          .log("Not all objects could be stored in the newer version");
      scheduler.after(wait, () -> attempt(times + 1));
    }
  }
}
