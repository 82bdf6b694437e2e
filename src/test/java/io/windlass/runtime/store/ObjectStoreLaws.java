package io.windlass.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens, the store of many threads knows what the plain one knows. */
class ObjectStoreLaws {
  private static final int TOMBSTONES = 5;

  /** From many small groups to one that needs three levels of chunks. */
  @Property(tries = 60)
  void bothStoresKnowAndTellTheSame(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 1500) int names,
      @ForAll @IntRange(min = 1, max = 4) int owners) {
    Pair pair = new Pair();
    Random random = new Random(seed);
    for (long version = 1; version <= 3000; version++) {
      pair.step(random, version, names, owners);
    }
    pair.assertSame(owners);
    assertThat(pair.otherTold).isEqualTo(pair.plainTold);
  }

  @Property(tries = 60)
  void aListMeansTheSameToBoth(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int names) {
    Pair pair = new Pair();
    Random random = new Random(seed);
    for (long version = 1; version <= 200; version++) {
      pair.step(random, version, names, 2);
    }
    List<Thing> list = new ArrayList<>();
    for (int name = 0; name < names; name += 2) {
      list.add(thing(name, 100 + random.nextInt(200), 2, random));
    }
    pair.stores().forEach(store -> store.listed(list, 150));
    pair.assertSame(2);
  }

  private static Thing thing(int name, long version, int owners, Random random) {
    String uid = "u" + name + (random.nextInt(20) == 0 ? "-again" : "");
    int owner = random.nextInt(owners + 1);
    return Thing.of("t" + name, uid, version, owner == owners ? "" : "owner-" + owner)
        .looking("look " + random.nextInt(3))
        .on(random.nextBoolean() ? "node-" + random.nextInt(3) : "");
  }

  private static final class Pair {
    private final ObjectStore<Thing> plain = new LockedObjectStore<>(Thing.TYPE, TOMBSTONES);
    private final ObjectStore<Thing> other = new ConcurrentObjectStore<>(Thing.TYPE, TOMBSTONES);
    private final List<String> plainTold = new ArrayList<>();
    private final List<String> otherTold = new ArrayList<>();

    private Pair() {
      plain.onChange((before, after) -> plainTold.add(text(before, after)));
      other.onChange((before, after) -> otherTold.add(text(before, after)));
    }

    private List<ObjectStore<Thing>> stores() {
      return List.of(plain, other);
    }

    private void step(Random random, long version, int names, int owners) {
      long said = random.nextInt(5) == 0 ? Math.max(version - 40, 1) : version;
      Thing thing = thing(random.nextInt(names), said, owners, random);
      int kind = random.nextInt(10);
      if (kind == 0) {
        stores().forEach(store -> store.removed(thing.meta(), thing));
      } else if (kind == 1) {
        stores().forEach(store -> store.forget(thing.meta()));
      } else if (kind < 5) {
        assertThat(other.merge(thing)).isEqualTo(plain.merge(thing));
      } else {
        stores().forEach(store -> store.changed(thing));
      }
    }

    private void assertSame(int owners) {
      assertThat(other.size()).isEqualTo(plain.size());
      assertThat(other.reachedVersion()).isEqualTo(plain.reachedVersion());
      assertAlike(other.all(), plain.all());
      assertAlike(other.inNamespace("ns"), plain.inNamespace("ns"));
      for (int i = 0; i < owners; i++) {
        assertAlike(other.ownedBy("owner-" + i), plain.ownedBy("owner-" + i));
      }
      for (int i = 0; i < 3; i++) {
        assertAlike(other.onNode("node-" + i), plain.onNode("node-" + i));
      }
      assertThat(otherTold).containsExactlyInAnyOrderElementsOf(plainTold);
    }

    private static void assertAlike(List<Thing> is, List<Thing> wanted) {
      assertThat(is).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static String text(Optional<Thing> before, Optional<Thing> after) {
      return before + " -> " + after;
    }
  }
}
