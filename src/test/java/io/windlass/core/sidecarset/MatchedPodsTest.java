package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.8.1, 2.8.3: which pods are those of a SidecarSet, and how they are counted. */
class MatchedPodsTest {
  private static final Map<String, UnaryOperator<Pods>> PODS =
      Map.ofEntries(
          Map.entry("serves", pod -> pod),
          Map.entry("is not ready", Pods::notReady),
          Map.entry("is not running yet", pod -> pod.phase(PodView.Phase.PENDING)),
          Map.entry("has ended well", pod -> pod.phase(PodView.Phase.SUCCEEDED)),
          Map.entry("has ended badly", pod -> pod.phase(PodView.Phase.FAILED)),
          Map.entry("is being deleted", Pods::terminating),
          Map.entry(
              "has the sidecars of others", pod -> pod.annotation(SidecarSetKeys.INJECTED, "x,y")),
          Map.entry(
              "has those of others, too", pod -> pod.annotation(SidecarSetKeys.INJECTED, "a,log")),
          Map.entry(
              "is older than the list of names",
              pod -> pod.annotation(SidecarSetKeys.INJECTED, "")),
          Map.entry(
              "has only the bare hash of old releases",
              pod -> pod.annotation(SidecarSetKeys.HASH, "{\"log\":\"another\"}")),
          Map.entry(
              "says nothing that can be read", pod -> pod.annotation(SidecarSetKeys.HASH, "{")));

  @ParameterizedTest(name = "a pod that {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # that                               | matched/updated/ready/both
          serves                               | 1/1/1/1
          is not ready                         | 1/1/0/0
          is not running yet                   | 1/1/0/0
          has ended well                       | 0/0/0/0
          has ended badly                      | 0/0/0/0
          is being deleted                     | 0/0/0/0
          has the sidecars of others           | 0/0/0/0
          has those of others, too             | 1/1/1/1
          is older than the list of names      | 1/1/1/1
          has only the bare hash of old releases | 1/0/1/0
          says nothing that can be read        | 1/0/1/0
          """)
  void counted(String what, String counters) {
    SidecarWorld world = SidecarWorld.of("{'updateStrategy':{'type':'NotUpdate'}}");
    UnaryOperator<Pods> pod = Objects.requireNonNull(PODS.get(what));
    assertThat(world.pod("p-1", pod).run().counters()).isEqualTo(counters);
  }

  @ParameterizedTest(name = "a SidecarSet of which a pod has {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          all containers but one        | {'containers':[{'name':'log','image':'log:1'},{'name':'more','image':'m'}]}   | 0/0/0/0
          a container more              | {'containers':null,'initContainers':[{'name':'i','image':'i'}]}               | 1/0/1/0
          all but an init container     | {'initContainers':[{'name':'i','image':'i'}]}                                 | 1/1/1/1
          """)
  void withAllItsContainers(String what, String now, String counters) {
    SidecarWorld world = SidecarWorld.of("{'updateStrategy':{'type':'NotUpdate'}}").pod("p-1");
    assertThat(world.edit(now).run().counters()).isEqualTo(counters);
  }
}
