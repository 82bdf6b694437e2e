package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many pods are upgraded, and which. */
class UpgradeStrategyTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                  | strategy                                  | upgraded
          one at a time by default              | {}                                        | 1
          as many as the budget allows          | {'maxUnavailable':3}                      | 3
          a percentage is rounded up            | {'maxUnavailable':'30%'}                  | 2
          the partition is kept back            | {'maxUnavailable':5,'partition':2}        | 3
          a percentage of the matched pods      | {'maxUnavailable':5,'partition':'50%'}    | 2
          below 100 % at least one goes         | {'maxUnavailable':5,'partition':'99%'}    | 1
          all are kept back                     | {'maxUnavailable':5,'partition':'100%'}   | 0
          a pause keeps all back                | {'maxUnavailable':5,'paused':true}        | 0
          NotUpdate keeps all back              | {'maxUnavailable':5,'type':'NotUpdate'}   | 0
          nothing may be down                   | {'maxUnavailable':0}                      | 0
          only selected pods                    | {'maxUnavailable':5,'selector':{'matchLabels':{'canary':'y'}}} | 2
          a broken selector is not obeyed        | {'maxUnavailable':5,'selector':{'matchExpressions':[{'key':'canary','operator':'Nope'}]}} | 0
          """)
  void counts(String rule, String strategy, int upgraded) {
    SidecarWorld world = SidecarWorld.of("{'updateStrategy':%s}".formatted(strategy));
    for (int i = 1; i <= 5; i++) {
      String canary = i > 3 ? "y" : "n";
      world.pod("p-" + i, pod -> pod.label("canary", canary));
    }
    world.run().edit("{'containers':[{'name':'log','image':'log:2'}]}").run();

    assertThat(Collections.frequency(world.images("log"), "log:2")).isEqualTo(upgraded);
    assertThat(world.counters()).startsWith("5/" + upgraded);
  }

  @Test
  void aPodThatIsUpdatedAndNotReadyUsesTheBudget() {
    SidecarWorld world =
        SidecarWorld.of("{}").pod("p-1", pod -> pod.notReady()).pod("p-2").pod("p-3").run();

    world.edit("{'containers':[{'name':'log','image':'log:2'}]}").step();

    assertThat(world.images("log")).doesNotContain("log:2");
  }

  @Test
  void aPausedInjectionHoldsNoUpgradeUp() {
    SidecarWorld world = SidecarWorld.of("{'injectionStrategy':{'paused':true}}").pod("p-1").run();
    world.edit("{'containers':[{'name':'log','image':'log:2'}]}").run();
    assertThat(world.images("log")).containsExactly("log:2");
  }

  @Test
  void whoIsImportantGoesFirst() {
    SidecarWorld world =
        SidecarWorld.of(
            "{'updateStrategy':{'priorityStrategy':{'weightPriority':"
                + "[{'weight':10,'matchSelector':{'matchLabels':{'tier':'test'}}}]}}}");
    world.pod("p-1").pod("p-2").pod("p-3", pod -> pod.label("tier", "test")).run();

    world.edit("{'containers':[{'name':'log','image':'log:2'}]}").run();

    assertThat(world.images("log")).containsExactly("log:1", "log:1", "log:2");
  }

  @Test
  void aStarScattersByEveryValueThatThereIs() {
    SidecarWorld world =
        SidecarWorld.of(
            "{'updateStrategy':{'maxUnavailable':2,'scatterStrategy':[{'key':'zone','value':'*'}]}}");
    for (int i = 1; i <= 6; i++) {
      String zone = i <= 3 ? "a" : "b";
      world.pod("p-" + i, pod -> pod.label("zone", zone));
    }
    world.run().edit("{'containers':[{'name':'log','image':'log:2'}]}").run();

    assertThat(world.images("log").subList(0, 3)).as("zone a").containsOnlyOnce("log:2");
    assertThat(world.images("log").subList(3, 6)).as("zone b").containsOnlyOnce("log:2");
  }
}
