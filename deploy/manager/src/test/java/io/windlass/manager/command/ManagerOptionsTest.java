package io.windlass.manager.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.controllers.adapter.fabric8.WantedEncoding;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.manager.settings.HealthSettings;
import io.windlass.manager.settings.LeadershipSettings;
import io.windlass.manager.settings.LeadershipSettings.LeaseName;
import io.windlass.manager.settings.Settings;
import io.windlass.manager.wiring.RuntimeSettings;
import io.windlass.manager.wiring.RuntimeSettings.Requests;
import io.windlass.manager.wiring.RuntimeSettings.Scope;
import io.windlass.manager.wiring.RuntimeSettings.Work;
import io.windlass.runtime.apply.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ManagerOptionsTest {
  private static final Limits LIMITS = new Limits(16, 200, Optional.of(new Limits.Rate(200, 400)));

  @Command(name = "manager")
  private static final class Holder {
    @Mixin private ManagerOptions options = new ManagerOptions();
  }

  @Test
  void everyDefaultIsPinned() {
    LeadershipSettings leadership =
        new LeadershipSettings(
            new LeaseName("kube-system", "windlass-manager"),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));
    assertThat(parse())
        .isEqualTo(
            new Settings(RuntimeSettings.DEFAULT, leadership, new HealthSettings("127.0.0.1", 0)));
  }

  @Test
  void everyDefaultOfTheControllersIsPinned() {
    assertThat(RuntimeSettings.DEFAULT)
        .isEqualTo(
            new RuntimeSettings(
                new Scope(Set.of(), WantedEncoding.AUTO),
                new Requests(Duration.ofSeconds(4), LIMITS),
                new Work(8, Duration.ofSeconds(30)),
                Features.DEFAULT));
  }

  @Test
  void everyOptionReachesItsSetting() {
    LeaseName lease = new LeaseName("ops", "lock");
    LeadershipSettings leadership =
        new LeadershipSettings(
            lease, Duration.ofMinutes(1), Duration.ofSeconds(40), Duration.ofMillis(500));
    assertThat(
            parse(
                "-n=a",
                "-n=b",
                "--lease-namespace=ops",
                "--lease-name=lock",
                "--lease-duration=1m",
                "--renew-deadline=40s",
                "--retry-period=500ms",
                "--pod-encoding=json",
                "--api-qps=50",
                "--api-burst=70",
                "--feature-gates=CloneSetShortHash=true,AllBeta=false",
                "--health-address=0.0.0.0",
                "--health-port=8081"))
        .isEqualTo(
            new Settings(
                new RuntimeSettings(
                    new Scope(Set.of("a", "b"), WantedEncoding.JSON, "ops"),
                    new Requests(Duration.ofSeconds(16), Limits.of(new Limits.Rate(50, 70))),
                    new Work(8, Duration.ofSeconds(30)),
                    new Features(Set.of(Feature.CLONE_SET_SHORT_HASH))),
                leadership,
                new HealthSettings("0.0.0.0", 8081)));
  }

  @Test
  void oneFlagLiftsTheRateLimit() {
    Limits limits = parse("--no-rate-limit").runtime().requests().limits();
    assertThat(limits).isEqualTo(Limits.UNLIMITED);
    assertThat(limits.rate()).isEmpty();
  }

  @Test
  void anOptionOfItsOwnSwitchesAFeature() {
    assertThat(parse("--cloneset-scaling-exclude-preparing-delete").runtime().features())
        .isEqualTo(Features.DEFAULT.with(Feature.SCALING_EXCLUDES_PREPARING_DELETE));
    assertThat(parse("--feature-gates=AllAlpha=true,AllBeta=true").runtime().features().on())
        .doesNotContain(Feature.SCALING_EXCLUDES_PREPARING_DELETE);
  }

  @Test
  void aPlanIsNeverMoreThanASecondsWorthAndAThousandAtMost() {
    assertThat(Limits.of(new Limits.Rate(50, 70)).perPlan()).isEqualTo(50);
    assertThat(Limits.of(new Limits.Rate(5_000, 70)).perPlan()).isEqualTo(1_000);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "--lease-duration=5s,   the lease must outlast the renew deadline",
    "--lease-duration=10s,  the lease must outlast the renew deadline",
    "--renew-deadline=1s,   the renew deadline must be longer than the retry period",
    "--retry-period=0s,     the retry period must be positive",
    "--retry-period=two,    is not a duration such as 500ms",
    "--retry-period=-2s,    is not a duration such as 500ms",
    "--health-port=70000,   not a port: 70000",
    "--health-port=http,    'http' is not an int",
    "--feature-gates=CloneSetShort=true, no feature gate: CloneSetShort=true; there are CloneSetE",
    "--feature-gates=CloneSetShortHash,  no feature gate: CloneSetShortHash",
    "--feature-gates=AllAlpha=on, a feature gate is true or false: AllAlpha=on",
    "--api-qps=0,           a rate must let something through",
    "--api-burst=0,         a rate must let something through",
    "--workers=3,           Unknown option"
  })
  void whatMakesNoSenseIsAUsageError(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(message);
  }

  private static Settings parse(String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.options.settings();
  }
}
