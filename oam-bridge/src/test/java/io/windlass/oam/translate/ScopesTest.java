package io.windlass.oam.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scopes that an application declares: kept with their thresholds, or refused by name. */
class ScopesTest {
  @Test
  void aHealthScopeKeepsItsThresholds() {
    Translation translation =
        translate(
            "core.oam.dev/v1alpha1.HealthScope",
            "[{name: probe-method, value: kube-get}, {name: probe-interval, value: 60},"
                + " {name: healthThresholdPercentage, value: 100.0}]");
    assertThat(Cases.errors(translation)).isEmpty();
    Json.Obj spec = Cases.object(translation, "HealthScope").object("spec");
    assertThat(spec.number("probe-interval")).contains(60L);
    assertThat(spec.number("health-threshold-percentage")).contains(100L);
    assertThat(Cases.names(translation)).containsExactly("HealthScope/app");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                        | type                               | properties                                     | errors
          a network                   | core.oam.dev/v1alpha1.NetworkScope | []                                             | NotOffered spec.scopes[0].properties
          a threshold beyond all      | core.oam.dev/v1alpha1.HealthScope  | [{name: healthThresholdPercentage, value: 120}] | InvalidValue spec.scopes[0].properties.healthThresholdPercentage
          a property that is none     | core.oam.dev/v1alpha1.HealthScope  | [{name: interval, value: 5}]                   | UnknownField spec.scopes[0].properties.interval
          a way that nobody asks      | core.oam.dev/v1alpha1.HealthScope  | [{name: probe-method, value: ping}]            | InvalidValue spec.scopes[0].properties.probe-method
          """)
  void aFaultyScopeIsRefused(String rule, String type, String properties, String errors) {
    assertThat(String.join(" ", Cases.errors(translate(type, properties))))
        .as(rule)
        .isEqualTo(Objects.requireNonNull(errors));
  }

  private static Translation translate(String type, String properties) {
    return Cases.translate(
        """
        apiVersion: core.oam.dev/v1alpha1
        kind: ApplicationConfiguration
        metadata: {name: app, namespace: default}
        spec: {scopes: [{name: health, type: %s, properties: %s}]}
        """
            .formatted(type, properties));
  }
}
