package io.windlass.devcluster.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each planted fault can be told from a healthy in-place image change, and from the others. */
final class FaultsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                 | app:running:ready:1 side:running:ready:0 | true
          RESTART_EVERY_CONTAINER | app:running:ready:1 side:running:ready:1 | true
          NEW_IP_ON_RESTART       | app:running:ready:1 side:running:ready:0 | false
          NEVER_READY_AGAIN       | app:running:-:1 side:running:ready:0     | true
          LOSE_POD                | gone                                     | true
          """)
  void anImageChange(Fault fault, String containers, boolean sameIp) {
    Set<Fault> faults = fault == null ? Set.of() : Set.of(fault);
    try (Cluster cluster = new Cluster(SimulationOptions.of(1).withFaults(faults))) {
      cluster.pod(
          "{containers: [{name: 'app', image: 'app:1'}, {name: 'side', image: 'side:1'}]}", "{}");
      ObjectNode before = cluster.web();
      cluster.image(0, "app:2");
      if (containers.equals("gone")) {
        assertThat(cluster.isGone()).isTrue();
        return;
      }
      assertThat(cluster.containers()).isEqualTo(containers);
      JsonNode ip = cluster.web().at("/status/podIP");
      assertThat(ip.equals(before.at("/status/podIP"))).isEqualTo(sameIp);
    }
  }
}
