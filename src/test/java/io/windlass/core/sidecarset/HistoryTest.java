package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of what a SidecarSet was. */
class HistoryTest {
  private static String image(int version) {
    return "{'containers':[{'name':'log','image':'log:%d'}]}".formatted(version);
  }

  private static List<Long> numbers(SidecarWorld world) {
    return world.revisions().stream().map(RevisionView::number).sorted().toList();
  }

  private static List<Long> range(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Long::valueOf).toList();
  }

  @Test
  void aRevisionIsInTheHistoryNamespaceWithEverythingThatIsRestored() {
    SidecarWorld world = SidecarWorld.of("{'customVersion':'v1'}");

    RevisionView revision = world.revisions().getFirst();
    assertThat(revision.meta().key().namespace()).isEqualTo("kruise-system");
    assertThat(revision.number()).isEqualTo(1);
    assertThat(revision.data().object("spec").fields().keySet())
        .contains("volumes", "containers", "initContainers", "imagePullSecrets", "$patch");
    assertThat(revision.meta().labels())
        .containsEntry("kruise.io/sidecarset-name", "log")
        .containsEntry("apps.kruise.io/sidecarset-custom-version", "v1");
    assertThat(revision.meta().annotations()).containsKey(SidecarSetKeys.HASH_WITHOUT_IMAGE);
    assertThat(revision.meta().label("controller.kubernetes.io/hash")).isNotEmpty();
    assertThat(world.set().latestRevision()).isEqualTo(revision.name());
  }

  @Test
  void tenAreKeptAndWhatIsInUseAgainBecomesTheNewest() {
    SidecarWorld world = SidecarWorld.of(image(1));
    IntStream.rangeClosed(2, 15).forEach(version -> world.edit(image(version)).run());
    assertThat(numbers(world)).isEqualTo(range(6, 15));

    world.edit(image(12)).run();

    assertThat(numbers(world)).containsExactly(6L, 7L, 8L, 9L, 10L, 11L, 13L, 14L, 15L, 16L);
    assertThat(world.set().latestRevision()).isEqualTo(nameOf(world, 16));
  }

  private static String nameOf(SidecarWorld world, long number) {
    return world.revisions().stream()
        .filter(revision -> revision.number() == number)
        .map(RevisionView::name)
        .findFirst()
        .orElse("");
  }

  @Test
  void whatPodsHaveOrNewPodsAreToGetIsNeverForgotten() {
    SidecarWorld world =
        SidecarWorld.of(
            "{'revisionHistoryLimit':1,'customVersion':'v1','updateStrategy':{'paused':true}}");
    String first = nameOf(world, 1);
    world.pod("p-1").edit("{'customVersion':'v2','containers':[{'name':'log','image':'log:2'}]}");
    world.run();
    assertThat(world.revisions()).hasSize(2);

    world
        .edit(
            "{'injectionStrategy':{'revision':{'customVersion':'v2'}},'customVersion':'v3',"
                + "'containers':[{'name':'log','image':'log:3'}]}")
        .run();
    assertThat(numbers(world)).containsExactly(1L, 2L, 3L);
    assertThat(nameOf(world, 1)).isEqualTo(first);

    world.edit("{'updateStrategy':{'paused':false},'injectionStrategy':null}").settle();
    assertThat(numbers(world)).containsExactly(3L);
  }

  @ParameterizedTest(name = "why says of injection: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing where it is as always | {}                                                                        |
          that it is paused             | {'paused':true,'revision':{'customVersion':'v1'}}                         | Paused new pods get no sidecars
          what new pods get             | {'revision':{'customVersion':'v1'}}                                       | Pinned new pods get customVersion v1
          what some of them get         | {'revision':{'customVersion':'v1','policy':'Partial'}}                    | Pinned new pods that are held back get customVersion v1
          that it does not exist        | {'revision':{'revisionName':'log-0'}}                                     | Pinned new pods get revisionName log-0, which is not there: refused
          """)
  void whyOfInjection(String what, String injection, String told) {
    SidecarWorld world =
        SidecarWorld.of("{'customVersion':'v1','injectionStrategy':%s}".formatted(injection));
    assertThat(
            world.plan().reasons().stream()
                .filter(reason -> reason.subject().equals("injection"))
                .map(reason -> reason.code() + " " + reason.text()))
        .isEqualTo(told == null ? List.of() : List.of(told));
  }

  @ParameterizedTest(name = "a limit of {0} keeps {1}")
  @CsvSource({"3, 3", "1, 1", "0, 1", "-5, 1"})
  void atLeastTheNewestIsKept(int limit, int kept) {
    SidecarWorld world = SidecarWorld.of("{'revisionHistoryLimit':%d}".formatted(limit));
    IntStream.rangeClosed(2, 6).forEach(version -> world.edit(image(version)).run());
    assertThat(numbers(world)).isEqualTo(range(7 - kept, 6));
  }

  @Test
  void aRevisionBelongsToItsSidecarSetAndHasItsLabelsAndAnnotations() {
    Json.Obj metadata =
        Sets.json(
            "{'labels':{'team':'t'},'annotations':{'note':'n',"
                + "'kubectl.kubernetes.io/last-applied-configuration':'{}'}}");
    SidecarSetView log =
        Sets.stored("log", Json.Obj.EMPTY.with("metadata", metadata).with("spec", Sets.spec("{}")));
    Action.Create create =
        (Action.Create) SidecarWorld.of(log, List.of()).plan().actions().getFirst();
    Json.Obj made = create.object().object("metadata");
    assertThat(made.items("ownerReferences"))
        .containsExactly(
            Sets.json(
                "{'apiVersion':'apps.kruise.io/v1alpha1','kind':'SidecarSet','name':'log',"
                    + "'uid':'uid-log','controller':true,'blockOwnerDeletion':true}"));
    assertThat(Sets.texts(made.object("labels")))
        .containsEntry("team", "t")
        .containsEntry(SidecarSetKeys.OWNER, "log");
    assertThat(Sets.texts(made.object("annotations")).keySet())
        .containsExactlyInAnyOrder("note", SidecarSetKeys.HASH, SidecarSetKeys.HASH_WITHOUT_IMAGE);
  }

  @Test
  void theVersionThatTheUserNamesMayComeLater() {
    SidecarWorld world = SidecarWorld.of("{}");

    world.edit("{'customVersion':'v9'}").run();

    assertThat(world.revisions()).hasSize(1);
    assertThat(world.revisions().getFirst().meta().labels())
        .containsEntry("apps.kruise.io/sidecarset-custom-version", "v9");
  }

  @Test
  void noPodIsTouchedBeforeItsRevisionIsStored() {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1").run();
    world.edit(image(2));

    assertThat(world.plan().actions()).singleElement().isInstanceOf(Action.Create.class);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # a revision in the namespace of | is
          kruise-system                    | known
          a-tenant                         | nobody's
          """,
      delimiter = '|')
  void onlyWhatAdministratorsWriteIsHistory(String namespace, String is) {
    SidecarWorld kept = SidecarWorld.of("{}");
    RevisionView there = Sets.in(namespace, kept.revisions().getFirst());

    SidecarWorld world = SidecarWorld.of(kept.set(), List.of(there));

    assertThat(world.plan().actions().isEmpty() ? "known" : "nobody's").isEqualTo(is);
  }

  @Test
  void aNameThatIsTakenByAnotherIsPassedOver() {
    SidecarWorld world = SidecarWorld.of("{}").edit(image(2));
    Action create = world.plan().actions().getFirst();

    world.refused(create, "AlreadyExists", "there is one").run();

    assertThat(world.set().latestRevision())
        .isNotEqualTo(create.target().key().name())
        .startsWith("log-");
    assertThat(world.set().status().number("collisionCount")).contains(1L);
  }

  @Test
  void withoutWebhooksAnEditHasAnotherHash() {
    SidecarWorld world = SidecarWorld.of("{}").pod("p-1").run();

    world.editWithoutWebhook(image(2)).settle();

    assertThat(world.images("log")).containsExactly("log:2");
    assertThat(world.counters()).isEqualTo("1/1/1/1");
    assertThat(world.podWrites()).isEqualTo(2);
  }

  @ParameterizedTest(name = "the hash on a SidecarSet {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          that no webhook renewed is renewed            | ours   | {'containers':[{'name':'log','image':'log:2'}]}             | 1
          that is true stays                            | ours   | {'updateStrategy':{'paused':true}}                          | 0
          that another manager wrote stays              | theirs | {'updateStrategy':{'paused':true}}                          | 0
          that another wrote goes with its containers   | theirs | {'containers':[{'name':'log','image':'log:2'}]}             | 1
          """)
  void hashOnTheSidecarSet(String what, String whose, String edit, int writes) {
    SidecarSetView log = Sets.set("log", "{}");
    SidecarSetHash before =
        whose.equals("ours") ? SidecarSetHash.of(log.spec()) : new SidecarSetHash("x", "y");
    SidecarWorld world =
        SidecarWorld.of(
            Sets.noted(log, Sets.json("{}").with("metadata", annotations(before))), List.of());
    world.run().editWithoutWebhook(edit).step();
    List<Action> toTheSet =
        world.plan().actions().stream()
            .filter(action -> action.target().kind().equals(SidecarSetKinds.SIDECAR_SET))
            .toList();
    assertThat(toTheSet).hasSize(writes);
    SidecarSetHash now =
        writes == 0 ? before : SidecarSetHash.of(SidecarSetFilling.fillSpec(world.set().spec()));
    assertThat(SidecarSetHash.written(world.run().set().meta().annotations())).contains(now);
  }

  @Test
  void aHashOfAnotherManagerIsNotWrittenOverATrueOne() {
    SidecarSetView log = Sets.set("log", "{}");
    Json.Obj theirs = annotations(new SidecarSetHash("x", "y"));
    SidecarWorld first =
        SidecarWorld.of(Sets.noted(log, Json.Obj.EMPTY.with("metadata", theirs)), List.of()).run();
    SidecarWorld world = SidecarWorld.of(log, first.revisions()).run();
    assertThat(world.plan().actions()).isEmpty();
    assertThat(world.set().meta().annotations()).isEqualTo(log.meta().annotations());
  }

  private static Json.Obj annotations(SidecarSetHash hash) {
    return Json.Obj.EMPTY.with("annotations", hash.noted());
  }

  @Test
  void withoutWebhooksTheNextEditHasAnotherHashAgain() {
    SidecarWorld world = SidecarWorld.of("{'updateStrategy':{'paused':true}}").pod("p-1").run();
    world.editWithoutWebhook(image(2)).run();
    world.editWithoutWebhook(image(3)).run();
    assertThat(world.counters()).as("it has the first one").isEqualTo("1/0/1/0");
    world.editWithoutWebhook("{'updateStrategy':{'paused':false}}").settle();
    assertThat(world.images("log")).containsExactly("log:3");
  }
}
