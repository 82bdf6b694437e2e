package io.windlass.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ObjectStore} promises; the listener's lines read {@code before -> after}. */
abstract class ObjectStoreContract {
  private static final int TOMBSTONES = 3;

  final List<String> told = new ArrayList<>();
  private ObjectStore<Thing> store = create(TOMBSTONES);

  /** A store in which things that look alike are the same view. */
  abstract ObjectStore<Thing> create(int tombstones);

  @BeforeEach
  void listen() {
    store.onChange((before, after) -> told.add(text(before) + " -> " + text(after)));
  }

  @Test
  void objectsAreFoundByKeyOwnerAndNamespace() {
    Thing mine = Thing.of("a", "u1", 1, "owner");
    Thing orphan = Thing.of(new ObjectKey("other", "b"), "u2", 2, "");
    store.changed(mine);
    store.changed(orphan);
    assertThat(store.get(mine.meta().key())).contains(mine);
    assertThat(store.get(new ObjectKey("ns", "b"))).isEmpty();
    assertThat(store.ownedBy("owner")).containsExactly(mine);
    assertThat(store.ownedBy("nobody")).isEmpty();
    assertThat(store.inNamespace("other")).containsExactly(orphan);
    assertThat(store.all()).containsExactlyInAnyOrder(mine, orphan);
    assertThat(store.size()).isEqualTo(2);
  }

  @Test
  void anObjectIsFoundOnTheNodeThatItRunsOn() {
    store.changed(Thing.of("a", "u1", 1, "").on("n1"));
    store.changed(Thing.of("b", "u2", 2, "").on("n1"));
    store.changed(Thing.of("a", "u1", 3, "").on("n2"));
    store.changed(Thing.of("b", "u2", 4, ""));
    assertThat(store.onNode("n1")).isEmpty();
    assertThat(store.onNode("n2")).hasToString("[a/u1@3]");
    store.forget(Thing.of("a", "u1", 3, "").meta());
    assertThat(store.onNode("n2")).isEmpty();
    assertThat(store.onNode("")).isEmpty();
  }

  @Test
  void memoryIsEstimatedFromSomeObjectsForAll() {
    assertThat(store.sizeBytes()).isZero();
    for (int i = 0; i < 1_000; i++) {
      store.changed(Thing.of("thing-" + i, "u" + i, i + 1, i % 2 == 0 ? "owner" : ""));
    }
    assertThat(store.sizeBytes() / 1_000).isBetween(200L, 500L);
  }

  @Test
  void issue916AReturnedListNeverChanges() {
    store.changed(Thing.of("a", "u1", 1, "owner"));
    List<Thing> before = store.ownedBy("owner");
    store.changed(Thing.of("b", "u2", 2, "owner"));
    store.changed(Thing.of("a", "u1", 3, "other"));
    assertThat(before).hasToString("[a/u1@1]");
    assertThat(store.ownedBy("owner")).hasToString("[b/u2@2]");
    assertThat(store.ownedBy("other")).hasToString("[a/u1@3]");
  }

  @Test
  void theNewerVersionStaysWhoeverBringsIt() {
    store.changed(Thing.of("a", "u1", 5, ""));
    assertThat(store.merge(Thing.of("a", "u1", 7, ""))).isTrue();
    store.changed(Thing.of("a", "u1", 6, ""));
    assertThat(store.merge(Thing.of("a", "u1", 4, ""))).isFalse();
    assertThat(store.all()).hasToString("[a/u1@7]");
    assertThat(told).containsExactly("- -> a/u1@5", "a/u1@5 -> a/u1@7");
  }

  @Test
  void theSameVersionIsNotNews() {
    store.merge(Thing.of("a", "u1", 5, ""));
    store.changed(Thing.of("a", "u1", 5, ""));
    assertThat(store.merge(Thing.of("a", "u1", 5, "").looking("odd"))).isFalse();
    assertThat(store.all()).containsExactly(Thing.of("a", "u1", 5, ""));
    assertThat(told).containsExactly("- -> a/u1@5");
  }

  @Test
  void aNewVersionWithTheSameViewIsKeptAndNotTold() {
    store.changed(Thing.of("a", "u1", 5, "owner").looking("same"));
    store.changed(Thing.of("a", "u1", 6, "owner").looking("same"));
    assertThat(store.ownedBy("owner")).hasToString("[a/u1@6]");
    assertThat(told).containsExactly("- -> a/u1@5");
  }

  @Test
  void aRemovedObjectIsGoneFromEveryIndex() {
    Thing thing = Thing.of("a", "u1", 5, "owner");
    store.changed(thing);
    store.removed(Thing.of("a", "u1", 8, "owner").meta(), thing);
    assertThat(store.size()).isZero();
    assertThat(store.get(thing.meta().key())).isEmpty();
    assertThat(store.ownedBy("owner")).isEmpty();
    assertThat(store.inNamespace("ns")).isEmpty();
    assertThat(told).containsExactly("- -> a/u1@5", "a/u1@5 -> -");
  }

  @Test
  void anObjectThatIsGoneDoesNotComeBackWithAnOlderVersion() {
    Thing thing = Thing.of("a", "u1", 5, "");
    store.changed(thing);
    store.removed(Thing.of("a", "u1", 8, "").meta(), thing);
    store.changed(Thing.of("a", "u1", 7, ""));
    assertThat(store.merge(Thing.of("a", "u1", 8, ""))).isFalse();
    store.listed(List.of(Thing.of("a", "u1", 6, "")), 6);
    assertThat(store.size()).isZero();
  }

  @Test
  void whatAnOwnDeleteTookAwayNeverComesBack() {
    Thing thing = Thing.of("a", "u1", 5, "");
    store.changed(thing);
    store.forget(thing.meta());
    store.changed(Thing.of("a", "u1", 6, ""));
    store.listed(List.of(Thing.of("a", "u1", 6, "")), 6);
    assertThat(store.size()).isZero();
    assertThat(told).containsExactly("- -> a/u1@5", "a/u1@5 -> -");
  }

  @Test
  void tombstonesOfManyYoungerOnesPushTheOldestOut() {
    for (int i = 0; i <= TOMBSTONES; i++) {
      store.forget(Thing.of("gone-" + i, "u" + i, 1, "").meta());
    }
    assertThat(store.merge(Thing.of("gone-0", "u0", 2, ""))).isTrue();
    assertThat(store.merge(Thing.of("gone-1", "u1", 2, ""))).isFalse();
  }

  @Test
  void anotherObjectOfTheSameNameIsARemovalAndAnAddition() {
    store.changed(Thing.of("a", "u1", 5, "owner"));
    store.changed(Thing.of("a", "u2", 9, "owner"));
    store.changed(Thing.of("a", "u1", 6, "owner"));
    assertThat(store.ownedBy("owner")).hasToString("[a/u2@9]");
    assertThat(told).containsExactly("- -> a/u1@5", "a/u1@5 -> -", "- -> a/u2@9");
  }

  @Test
  void theEndOfAnEarlierObjectOfTheSameNameLeavesTheLaterOne() {
    Thing earlier = Thing.of("a", "u1", 5, "");
    store.changed(Thing.of("a", "u2", 9, ""));
    store.removed(Thing.of("a", "u1", 8, "").meta(), earlier);
    store.forget(earlier.meta());
    assertThat(store.all()).hasToString("[a/u2@9]");
  }

  @Test
  void whatAListLacksIsGoneUnlessItIsNewerThanTheList() {
    store.changed(Thing.of("old", "u1", 5, ""));
    store.changed(Thing.of("stays", "u2", 6, ""));
    store.merge(Thing.of("own", "u3", 12, ""));
    store.listed(List.of(Thing.of("stays", "u2", 8, ""), Thing.of("new", "u4", 9, "")), 10);
    assertThat(store.all().stream().map(Thing::toString))
        .containsExactlyInAnyOrder("stays/u2@8", "own/u3@12", "new/u4@9");
    store.changed(Thing.of("old", "u1", 7, ""));
    assertThat(store.size()).isEqualTo(3);
    assertThat(told.subList(3, told.size()))
        .containsExactlyInAnyOrder("stays/u2@6 -> stays/u2@8", "- -> new/u4@9", "old/u1@5 -> -");
  }

  @Test
  void anOldListTakesNothingBack() {
    store.changed(Thing.of("a", "u1", 5, ""));
    store.merge(Thing.of("a", "u1", 9, ""));
    store.listed(List.of(Thing.of("a", "u1", 5, "")), 6);
    assertThat(store.all()).hasToString("[a/u1@9]");
  }

  @Test
  void theStoreIsFilledByTheFirstList() {
    store.changed(Thing.of("a", "u1", 5, ""));
    assertThat(store.isFilled()).isFalse();
    store.listed(List.of(), 5);
    assertThat(store.isFilled()).isTrue();
  }

  @Test
  void whatTheWatchHasReachedDoesNotCountAnswersToOwnWrites() {
    store.listed(List.of(), 5);
    store.merge(Thing.of("a", "u1", 20, ""));
    assertThat(store.reachedVersion()).isEqualTo(5);
    store.changed(Thing.of("b", "u2", 7, ""));
    assertThat(store.reachedVersion()).isEqualTo(7);
    store.removed(Thing.of("b", "u2", 8, "").meta(), Thing.of("b", "u2", 7, ""));
    assertThat(store.reachedVersion()).isEqualTo(8);
    store.reached(30);
    store.listed(List.of(), 10);
    assertThat(store.reachedVersion()).isEqualTo(30);
  }

  @Test
  void listenersAreToldInTheirOrderAndMayReadAndWriteTheStore() {
    store.onChange(
        (_, after) -> {
          told.add(after.map(Thing::toString).orElse("-") + " of " + store.size());
          after.filter(t -> t.meta().version() == 1).ifPresent(_ -> writeTwice());
        });
    store.changed(Thing.of("a", "u1", 1, ""));
    assertThat(told)
        .containsExactly(
            "- -> a/u1@1",
            "a/u1@1 of 1",
            "- -> b/u2@2",
            "b/u2@2 of 2",
            "a/u1@1 -> a/u1@3",
            "a/u1@3 of 2");
  }

  private void writeTwice() {
    store.merge(Thing.of("b", "u2", 2, ""));
    store.merge(Thing.of("a", "u1", 3, ""));
  }

  private static String text(Optional<Thing> thing) {
    return thing.map(Thing::toString).orElse("-");
  }
}
