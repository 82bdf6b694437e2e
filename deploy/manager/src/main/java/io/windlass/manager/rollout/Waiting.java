package io.windlass.manager.rollout;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.manager.report.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Waits for a rollout to come to rest, and tells each change on the way. */
public final class Waiting {
  private static final Duration FOREVER = Duration.ofDays(3_650);

  private final KubernetesClient client;
  private final WorkloadName name;
  private final AtomicReference<RolloutState> last = new AtomicReference<>();
  private final Consumer<RolloutState> told;

  /**
   * Of one CloneSet.
   *
   * @param told of each new state
   */
  public Waiting(KubernetesClient client, WorkloadName name, Consumer<RolloutState> told) {
    this.client = client;
    this.name = name;
    this.told = told;
  }

  /**
   * Waits.
   *
   * @return the state at the end, which is {@code PROGRESSING} only if the time was too short
   */
  public RolloutState await(Duration timeout) throws IOException {
    RolloutState now = tell(Workload.readCloneSet(client, name));
    if (timeout.isZero() || now.stage() != RolloutState.Stage.PROGRESSING) {
      return now;
    }
    try {
      client
          .genericKubernetesResources("apps.kruise.io/v1alpha1", "CloneSet")
          .inNamespace(client.getNamespace())
          .withName(name.name())
          .waitUntilCondition(this::isAtRest, timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (KubernetesClientTimeoutException late) {
      return last.get();
    }
    return last.get();
  }

  /** The same without limit. */
  public RolloutState await() throws IOException {
    return await(FOREVER);
  }

  private boolean isAtRest(GenericKubernetesResource found) {
    if (found == null) {
      throw new CommandFailure(
          name + " was deleted in the middle of its rollout", "There is nothing to wait for");
    }
    try {
      return tell(Workload.decoded(Serialization.asJson(found))).stage()
          != RolloutState.Stage.PROGRESSING;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RolloutState tell(CloneSetView cloneSet) {
    RolloutState now = RolloutState.of(cloneSet);
    if (!now.equals(last.getAndSet(now))) {
      told.accept(now);
    }
    return now;
  }
}
