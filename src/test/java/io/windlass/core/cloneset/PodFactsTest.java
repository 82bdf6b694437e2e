package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.testing.CloneSets;
import io.windlass.core.testing.Pods;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one look at a pod finds out. Pods must have been ready for ten seconds; it is a minute. */
class PodFactsTest {
  private static final String UPDATE = "demo-new";
  private static final String STATE = "apps.kruise.io/inplace-update-state";
  private static final Map<String, Integer> NAMES =
      new TreeMap<>(
          Map.of(
              "updated", PodFacts.UPDATED,
              "preparing-update", PodFacts.PREPARING_UPDATE,
              "pre-deleting", PodFacts.PRE_DELETING,
              "specified", PodFacts.SPECIFIED,
              "ready", PodFacts.READY,
              "serving", PodFacts.SERVING,
              "available", PodFacts.AVAILABLE,
              "at-rest", PodFacts.AT_REST));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                             | pod                            | facts
          a pod as it is wanted                            | new                            | at-rest available ready serving updated
          a pod of an old revision is at rest, too         | old                            | at-rest available ready serving
          a hash alone names a revision                    | new short                      | at-rest available ready serving updated
          a pod without revision is of none                | unnamed                        | available ready serving
          a pod that is to get its hash is not at rest     | new without-hash               | available ready serving updated
          ready, but not for long enough                   | new just-ready                 | ready serving updated
          not ready                                        | new not-ready                  | updated
          not running                                      | new pending                    | updated
          the gate is down                                 | new gate-down                  | updated
          without a gate                                   | new gateless                   | at-rest available ready serving updated
          a gate that nobody has put up                    | new new-gate                   | available ready serving updated
          an update in place waits for a hook              | old state=PreparingUpdate      | preparing-update ready
          a deletion waits for a hook                      | new state=PreparingDelete      | pre-deleting ready updated
          its containers are changed                       | new state=Updating             | ready updated
          a state that nobody knows                        | new state=Odd                  | ready updated
          no state                                         | new state=                     | at-rest available ready serving updated
          its label asks for its deletion                  | new marked                     | at-rest available ready serving specified updated
          podsToDelete names it                            | new listed                     | at-rest available ready serving specified updated
          it is owed something after a grace period        | new grace                      | available ready serving updated
          containers of a later batch wait                 | new next                       | available ready serving updated
          an update in place is done                       | new done                       | at-rest available ready serving updated
          """)
  void aPod(String rule, String pod, String facts) {
    PodFacts seen = facts(pod("demo-a", pod));
    assertThat(
            NAMES.entrySet().stream()
                .filter(name -> seen.count(name.getValue(), 0) == 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" ")))
        .isEqualTo(facts);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                    | pod            | counts | stranger | counts whatever its labels
          a pod that the selector matches         | new            | 1      | 0        | 1
          a pod that it does not match            | new app=other  | 0      | 1        | 1
          a pod that is being deleted             | new going      | 0      | 0        | 0
          a pod that has ended                    | new ended      | 0      | 0        | 0
          a pod that pulls images                 | new puller     | 0      | 0        | 0
          """)
  void whoCounts(String rule, String pod, int counts, int strangers, int any) {
    CloneSetSnapshot snapshot = snapshot(pod("demo-a", pod));
    PodFacts facts = PodFacts.of(snapshot, spec(snapshot), UPDATE);
    assertThat(facts.size()).isEqualTo(counts);
    assertThat(facts.pods()).hasSize(counts);
    assertThat(facts.strangers()).hasSize(strangers);
    assertThat(PodFacts.ofAll(snapshot, spec(snapshot), UPDATE).size()).isEqualTo(any);
  }

  @Test
  void podsAreChosenByWhatTheyHaveAndHaveNot() {
    PodFacts facts =
        facts(pod("demo-a", "new"), pod("demo-b", "old"), pod("demo-c", "old not-ready"));
    assertThat(names(facts.pods(PodFacts.READY, PodFacts.UPDATED))).containsExactly("demo-b");
    assertThat(names(facts.pods(0, PodFacts.UPDATED))).containsExactly("demo-b", "demo-c");
    assertThat(names(facts.podsWithAny(PodFacts.UPDATED))).containsExactly("demo-a");
    assertThat(names(facts.podsWithAny(PodFacts.UPDATED | PodFacts.READY)))
        .containsExactly("demo-a", "demo-b");
    assertThat(facts.count(PodFacts.READY | PodFacts.UPDATED, 0)).isEqualTo(1);
    assertThat(facts.count(0, PodFacts.READY | PodFacts.UPDATED)).isEqualTo(1);
  }

  private static List<String> names(List<PodView> pods) {
    return pods.stream().map(PodView::name).toList();
  }

  private static PodFacts facts(PodView... pods) {
    CloneSetSnapshot snapshot = snapshot(pods);
    return PodFacts.of(snapshot, spec(snapshot), UPDATE);
  }

  private static CloneSetSnapshot snapshot(PodView... pods) {
    CloneSets cloneSet =
        CloneSets.sound()
            .spec("{'minReadySeconds': 10, 'scaleStrategy': {'podsToDelete': ['demo-listed']}}");
    return CloneSets.snapshot(cloneSet.view(), List.of(pods));
  }

  private static CloneSetSpec spec(CloneSetSnapshot snapshot) {
    return Documents.ANEW.spec(snapshot.cloneSet().spec()).filled();
  }

  private static PodView pod(String name, String words) {
    Pods pod = Pods.serving(words.contains("listed") ? "demo-listed" : name);
    for (String word : words.split(" ", -1)) {
      pod = with(pod, word);
    }
    return pod.view();
  }

  private static Pods with(Pods pod, String word) {
    String[] label = word.split("=", -1);
    return switch (label[0]) {
      case "new" -> pod.revision(UPDATE);
      case "old" -> pod.revision("demo-old");
      case "short" -> pod.label("controller-revision-hash", "new");
      case "without-hash" -> pod.withoutLabel("pod-template-hash");
      case "just-ready" -> pod.ready(Pods.BIRTH.plusSeconds(55));
      case "not-ready" -> pod.notReady();
      case "pending" -> pod.phase(PodView.Phase.PENDING);
      case "ended" -> pod.phase(PodView.Phase.FAILED);
      case "going" -> pod.terminating();
      case "gate-down" -> pod.gateDown();
      case "gateless" -> pod.withoutGate();
      case "new-gate" -> pod.gate("KruisePodReady");
      case "state" -> pod.lifecycle(label[1]);
      case "app" -> pod.label("app", label[1]);
      case "marked" -> pod.label("apps.kruise.io/specified-delete", "");
      case "puller" -> pod.label("apps.kruise.io/image-pull-revision", "new");
      case "grace" -> pod.annotation("apps.kruise.io/inplace-update-grace", "{}");
      case "next" -> pod.annotation(STATE, "{\"nextContainerImages\":{\"main\":\"app:2\"}}");
      case "done" -> pod.annotation(STATE, "{\"revision\":\"demo-new\"}");
      case "unnamed", "listed" -> pod;
      default -> throw new IllegalArgumentException("no such word: " + word);
    };
  }
}
