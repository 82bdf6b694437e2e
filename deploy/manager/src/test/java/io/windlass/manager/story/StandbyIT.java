package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.manager.GivenCluster;
import io.windlass.manager.wiring.ControllerRuntime;
import io.windlass.runtime.control.Term;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A manager that waits, one that begins to lead, and one that has lost its term. */
@ResourceLock(providers = GivenCluster.class)
class StandbyIT {
  @RegisterExtension
  private static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  private static final String IN_PLACE = "{type: InPlaceIfPossible}";

  @Test
  void aStandbyReadsAndDoesNotActUntilItLeads() throws IOException, InterruptedException {
    Requests before = CLUSTER.requests();
    Shop shop = Shop.open(CLUSTER, "waiting", 2, IN_PLACE);
    try (ControllerRuntime standby = standby()) {
      await().until(standby::isFilled);
      assertThat(standby.isHealthy()).isTrue();
      assertThat(writes(CLUSTER.requests().since(before))).isZero();
      Shop late = Shop.open(CLUSTER, "late", 1, IN_PLACE);

      standby.lead(Term.UNCONTESTED);

      shop.awaitRolledOut(2);
      late.awaitRolledOut(1);
    }
  }

  @Test
  void aLostTermEndsAllWrites() throws IOException, InterruptedException {
    AtomicBoolean current = new AtomicBoolean(true);
    Shop shop = Shop.open(CLUSTER, "lost", 2, IN_PLACE);
    try (ControllerRuntime runtime = standby()) {
      runtime.lead(term(current));
      shop.awaitRolledOut(2);
      current.set(false);
      Requests before = CLUSTER.requests();

      shop.resource().scale(4);
      CLUSTER.client().resource(shop.pods().getFirst()).delete();

      await("nothing happens")
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(5))
          .until(() -> writes(CLUSTER.requests().since(before)) == 0);
    }
  }

  private static long writes(Requests requests) {
    return requests.sum("(create|update|patch|delete) .*");
  }

  private static ControllerRuntime standby() throws IOException {
    return ControllerRuntime.start(CLUSTER.managerClient(), CLUSTER.platform(), CLUSTER.settings());
  }

  private static Term term(AtomicBoolean current) {
    return new Term() {
      @Override
      public long number() {
        return 7;
      }

      @Override
      public boolean isCurrent() {
        return current.get();
      }
    };
  }
}
