package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where no webhook refuses what cannot be obeyed, nothing of it is obeyed. */
class FaultySidecarSetTest {
  private static final String IMAGE_2 = "{'containers':[{'name':'log','image':'log:2'}]}";

  private static String valid(SidecarWorld world) {
    return world.set().status().items("conditions").stream()
        .filter(one -> one.text("type").orElse("").equals("Valid"))
        .map(one -> one.text("status").orElse("") + " " + one.text("message").orElse(""))
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          an edit without webhooks      | beside a new image                                                                    | is told as
          of nothing else               | {}                                                                                    |
          to an empty selector          | {'selector':{'matchLabels':null}}                                                     | spec.selector: is empty and would select everything; name labels
          to a partition of no number   | {'updateStrategy':{'partition':'half'}}                                               | spec.updateStrategy.partition: "half" is neither a whole number like 5 nor a percentage like "5%", at least 0
          to two orders at once         | {'updateStrategy':{'priorityStrategy':{'orderPriority':[{'orderedKey':'a'}],'weightPriority':[{'weight':1,'matchSelector':{'matchLabels':{'a':'b'}}}]}}} | spec.updateStrategy.priorityStrategy: weightPriority and orderPriority exclude each other
          to a native sidecar           | {'initContainers':[{'name':'i','image':'i:1','restartPolicy':'Always'}]}              | spec.updateStrategy.type: must be NotUpdate: Kubernetes changes no init container in place, and one of these has restartPolicy Always
          to a merge of what is no JSON | {'patchPodMetadata':[{'annotations':{'a':'{'},'patchPolicy':'MergePatchJson'}]}       | spec.patchPodMetadata[0].annotations[a]: must be JSON for policy MergePatchJson
          to a volume of no name        | {'volumes':[{'emptyDir':{}}]}                                                         | spec.volumes[0].name: required
          to a namespace of no name     | {'namespace':'a b'}                                                                   | spec.namespace: "a b" is not at most 63 lower-case letters, digits and inner '-'
          """)
  void nothingOfItIsObeyed(String what, String edit, String told) {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1").run();
    int revisions = world.revisions().size();
    world.editWithoutWebhook(IMAGE_2).editWithoutWebhook(edit).settle();
    assertThat(valid(world)).isEqualTo(told == null ? "" : "False " + told);
    assertThat(world.images("log")).containsExactly(told == null ? "log:2" : "log:1");
    assertThat(world.revisions()).hasSize(told == null ? revisions + 1 : revisions);
    assertThat(world.set().status().number("observedGeneration"))
        .contains(world.set().meta().generation());
  }

  @Test
  void allFaultsAreToldAtOnceAndWhenTheyAreGoneItGoesOn() {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1").run();
    world.editWithoutWebhook(
        "{'containers':[{'name':'log','image':''}],'updateStrategy':{'maxUnavailable':'x'}}");
    assertThat(valid(world.settle()))
        .isEqualTo(
            "False spec.updateStrategy.maxUnavailable: \"x\" is neither a whole number like 5 nor a"
                + " percentage like \"5%\", at least 0; spec.containers[0].image: required");
    assertThat(world.counters()).as("still counted").isEqualTo("1/0/1/0");
    world.editWithoutWebhook(IMAGE_2).editWithoutWebhook("{'updateStrategy':null}").settle();
    assertThat(world.set().status().items("conditions")).isEmpty();
    assertThat(world.counters()).isEqualTo("1/1/1/1");
  }
}
