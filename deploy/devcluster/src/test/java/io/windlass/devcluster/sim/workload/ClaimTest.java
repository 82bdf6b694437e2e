package io.windlass.devcluster.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.select.LabelSelector;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an object belongs to: a controller with the uid {@code me} selects {@code app=web}. */
final class ClaimTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          object                                  | app | controller | going | claimant going | claim
          its own that it wants                   | web | me         | false | false          | KEEP
          its own that it wants no more           | db  | me         | false | false          | RELEASE
          its own, while it goes itself           | db  | me         | false | true           | IGNORE
          nobody's that it wants                  | web |            | false | false          | ADOPT
          nobody's that goes already              | web |            | true  | false          | IGNORE
          nobody's, while it goes itself          | web |            | false | true           | IGNORE
          nobody's that it does not want          | db  |            | false | false          | IGNORE
          another's that it would want            | web | other      | false | false          | IGNORE
          """)
  void claims(
      String object,
      String app,
      String controller,
      boolean going,
      boolean claimantGoing,
      Claim claim) {
    Claim.Claimant claimant =
        new Claim.Claimant("me", claimantGoing, LabelSelector.parse("app=web"));
    Optional<Controlling> owner =
        Optional.ofNullable(controller)
            .map(uid -> new Controlling("apps", "ReplicaSet", "set", uid));
    assertThat(Claim.of(claimant, Map.of("app", app), owner, going)).isEqualTo(claim);
  }
}
