package io.windlass.devcluster.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.devcluster.file.UnusableFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChaosFileTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          file                                                                       | what                                        | remedy
          {}                                                                         | the file states neither rules nor outages   | Add at least one of them
          '[]'                                                                       | not a YAML object: yaml: not an object      | Mend the YAML, or begin with the sample
          {rule: []}                                                                 | rule is unknown                             | Known here: outages, rules, seed
          {rules: {a: b}}                                                            | rules is no list                            | Begin each entry with a dash
          {rules: [{effect: {}}]}                                                    | rules[0].effect states 0 effects            | Give each rule one of latency, status, drop, cutWatch, delayWatch, expireWatch
          {rules: [{effect: {latency: 1s, drop: after}}]}                            | rules[0].effect states 2 effects            | Give each rule one of latency, status, drop, cutWatch, delayWatch, expireWatch
          {rules: [{effect: {latency: soon}}]}                                       | rules[0].effect.latency is "soon"           | Give a duration such as 300ms, 5s or 2m
          {rules: [{effect: {status: {code: 200}}}]}                                 | rules[0].effect.status.code is no failure   | Give a code from 400 to 599
          {rules: [{effect: {drop: sometimes}}]}                                     | rules[0].effect.drop is "sometimes"         | Give one of before, after
          {rules: [{match: {verbs: [eat]}, effect: {latency: 1s}}]}                  | rules[0].match.verbs is "eat"               | Give one of get, list, watch, create, update, patch, delete, deletecollection
          {rules: [{match: {verbs: [get]}, effect: {cutWatch: 1s}}]}                 | rules[0].effect.cutWatch meets no request of match.verbs | Add watch to match.verbs
          {rules: [{probability: 2, effect: {latency: 1s}}]}                         | rules[0].probability is no probability      | Give a number from 0 to 1
          {rules: [{from: 5s, until: 5s, effect: {latency: 1s}}]}                    | rules[0].until is not after from            | Let the rule end after it begins
          {outages: [{at: 1s}]}                                                      | outages[0] names no single target           | Give it either node or pods
          {outages: [{node: {name: node-0, fault: fire}}]}                           | outages[0].node.fault is "fire"             | Give one of unreachable, not-ready
          {outages: [{pods: {selector: a=b}}]}                                       | outages[0].pods.namespace is missing        | Give it a text
          """)
  void whatIsWrongIsToldWithItsPlaceAndARemedy(String file, String what, String remedy) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableFile.class)
        .hasMessageStartingWith(what)
        .satisfies(e -> assertThat(((UnusableFile) e).remedy()).isEqualTo(remedy));
  }

  @Test
  void aRuleIsRead() {
    ChaosPlan plan =
        read(
            """
            {seed: 7, rules: [{name: busy, match: {verbs: create, resources: [pods], names: web-*},
             probability: 0.5, count: 3, from: 1s, until: 1m,
             effect: {status: {code: 429, retryAfter: 2s}}}]}
            """);
    ChaosPlan.Rule rule = plan.rules().getFirst();
    assertThat(plan.seed()).isEqualTo(7);
    assertThat(rule.match().name().matcher("web-1").matches()).isTrue();
    assertThat(rule.match().name().matcher("my-web-1").matches()).isFalse();
    assertThat(rule.when().span())
        .isEqualTo(new ChaosPlan.Span(Duration.ofSeconds(1), Optional.of(Duration.ofMinutes(1))));
    assertThat(((ChaosPlan.Effect.Answer) rule.effect()).failure())
        .satisfies(
            failure -> {
              assertThat(failure.reason()).isEqualTo("TooManyRequests");
              assertThat(failure.retryAfterSeconds()).isEqualTo(2);
            });
  }

  private static ChaosPlan read(String file) {
    return ChaosFile.read(file.getBytes(StandardCharsets.UTF_8));
  }
}
