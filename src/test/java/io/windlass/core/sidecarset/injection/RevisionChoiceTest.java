package io.windlass.core.sidecarset.injection;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.Sets;
import io.windlass.core.sidecarset.SidecarSetRevisions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.4, 4 and 5: which revision of a SidecarSet a new pod gets, and canaries. */
class RevisionChoiceTest {
  private static final PinnedRevisions OLD =
      (set, pinned) ->
          pinned.revisionName().filter("x-1"::equals).isPresent()
              ? Optional.of(set.at(old()))
              : Optional.empty();

  private static RevisionView old() {
    Json.Obj spec = Sets.spec("{'containers':[{'name':'log','image':'log:0'}]}");
    return new RevisionView(Sets.meta("x-1", json("{}")), 1, SidecarSetRevisions.data(spec));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a new pod gets                                  | strategies of the SidecarSet                                                                                                                                          | image
          the newest where none is pinned                 | {}                                                                                                                                                                    | log:1
          the pinned one always                           | {'injectionStrategy':{'revision':{'revisionName':'x-1'}}}                                                                                                             | log:0
          also where the update strategy would let it on  | {'injectionStrategy':{'revision':{'revisionName':'x-1','policy':'Always'}},'updateStrategy':{'selector':{'matchLabels':{'app':'a'}}}}                                  | log:0
          Partial: the newest where nothing holds it back | {'injectionStrategy':{'revision':{'revisionName':'x-1','policy':'Partial'}}}                                                                                          | log:1
          Partial: the pinned one while upgrades pause    | {'injectionStrategy':{'revision':{'revisionName':'x-1','policy':'Partial'}},'updateStrategy':{'paused':true}}                                                         | log:0
          Partial: the pinned one if it is not selected   | {'injectionStrategy':{'revision':{'revisionName':'x-1','policy':'Partial'}},'updateStrategy':{'selector':{'matchLabels':{'canary':'true'}}}}                           | log:0
          Partial: the newest if it is selected           | {'injectionStrategy':{'revision':{'revisionName':'x-1','policy':'Partial'}},'updateStrategy':{'selector':{'matchLabels':{'app':'a'}}}}                                 | log:1
          Partial: the pinned one at 100%                 | {'injectionStrategy':{'revision':{'revisionName':'x-1','policy':'Partial'}},'updateStrategy':{'partition':'100%'}}                                                    | log:0
          Partial: the newest at 0%                       | {'injectionStrategy':{'revision':{'revisionName':'x-1','policy':'Partial'}},'updateStrategy':{'partition':'0%'}}                                                      | log:1
          Partial: the newest where partition is a number | {'injectionStrategy':{'revision':{'revisionName':'x-1','policy':'Partial'}},'updateStrategy':{'partition':5}}                                                         | log:1
          """)
  void chosen(String what, String strategies, String image) {
    List<PreparedSet> sets = List.of(Pods.set("x", json(strategies)));
    Json.Obj pod = Pods.pod("{}");
    Json.Obj result = Pods.result(pod, Injector.inject(Pods.newcomer(pod), sets, OLD));
    assertThat(Pods.container(result, "log").text("image")).contains(image);
    String hash = result.text("metadata", "annotations", "kruise.io/sidecarset-hash").orElseThrow();
    assertThat(hash.contains("\"controllerRevision\":\"x-1\"")).isEqualTo(image.equals("log:0"));
  }

  @Test
  void aRevisionThatIsNotThereIsNoReasonToInjectAnother() {
    List<PreparedSet> sets =
        Pods.sets("{'x':{'injectionStrategy':{'revision':{'customVersion':'v9'}}}}");
    assertThat(Injector.inject(Pods.newcomer(Pods.pod("{}")), sets, OLD))
        .isInstanceOfSatisfying(
            Injection.Refused.class,
            refused ->
                assertThat(refused.because())
                    .isEqualTo(
                        "SidecarSet x pins customVersion v9, and there is no such revision"));
  }

  @Test
  void aShareOfThePodsGetsThePinnedOneAndEachPodAlwaysTheSame() {
    List<PreparedSet> sets =
        Pods.sets(
            "{'x':{'injectionStrategy':{'revision':{'revisionName':'x-1','policy':'Partial'}},"
                + "'updateStrategy':{'partition':'30%'}}}");
    long pinned = IntStream.range(0, 2000).filter(i -> isPinned(sets, "n/p" + i)).count();
    assertThat(pinned / 2000.0).isCloseTo(0.3, within(0.04));
    assertThat(IntStream.range(0, 50).mapToObj(i -> isPinned(sets, "n/p" + i)))
        .containsExactlyElementsOf(
            IntStream.range(0, 50).mapToObj(i -> isPinned(sets, "n/p" + i)).toList());
  }

  private static boolean isPinned(List<PreparedSet> sets, String seed) {
    return RevisionChoice.takesPinned(sets.getFirst(), seeded(Pods.pod("{}"), seed), Map.of());
  }

  private static Newcomer seeded(Json.Obj pod, String seed) {
    return new Newcomer(pod, "n", Optional.empty(), seed, Pods.NOW, false);
  }

  @Test
  void askedOnceMoreUnderAnotherRequestThePodKeepsWhatItGot() {
    List<PreparedSet> sets =
        Pods.sets(
            "{'x':{'status':{'latestRevision':'x-2'},'injectionStrategy':{'revision':"
                + "{'revisionName':'x-1','policy':'Partial'}},'updateStrategy':{'partition':'50%'}}}");
    for (int i = 0; i < 20; i++) {
      Json.Obj pod = Pods.pod("{}");
      Json.Obj once = Pods.result(pod, Injector.inject(seeded(pod, "request-" + i), sets, OLD));
      Newcomer again = seeded(once, "another-" + i);
      assertThat(Injector.inject(again, sets, OLD)).isInstanceOf(Injection.Unchanged.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.1.6                                  | canary                                                                     | containers
          a canary goes before its base          | {'sidecarset-canary':'true','sidecarset-base':'x'}                         | canary=1 main=m:1
          not where it does not say so           | {'sidecarset-canary':'false','sidecarset-base':'x'}                        | canary=1 log=log:1 main=m:1
          nor without a base                     | {'sidecarset-canary':'true'}                                               | canary=1 log=log:1 main=m:1
          """)
  void canary(String what, String annotations, String containers) {
    Json.Obj keys = Json.Obj.EMPTY;
    for (var entry : json(annotations).fields().entrySet()) {
      keys = keys.with("apps.kruise.io/" + entry.getKey(), entry.getValue());
    }
    Json.Obj canary =
        json("{'containers':[{'name':'canary','image':'1'}],'updateStrategy':{'type':'NotUpdate'}}")
            .with("metadata", Json.Obj.EMPTY.with("annotations", keys));
    Json.Obj pod = Pods.injected("{}", List.of(Pods.set("x", json("{}")), Pods.set("c", canary)));
    assertThat(Pods.containers(pod, "containers")).isEqualTo(containers);
  }
}
