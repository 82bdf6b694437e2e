package io.windlass.benchmarks.store;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ObjectMeta.OwnerReference;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.StoredType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Races in the store: {@code benchmarks/stress StoreStress}. Objects are nothing but metadata. */
public final class StoreStress {
  private StoreStress() {}

  private static ConcurrentObjectStore<ObjectMeta> store() {
    return new ConcurrentObjectStore<>(StoredType.of(meta -> meta), 10);
  }

  private static ObjectMeta object(String name, String uid, long version, String owner) {
    return new ObjectMeta(
        new ObjectKey("ns", name),
        uid,
        version,
        0,
        Map.of(),
        Map.of(),
        Optional.of(new OwnerReference("v1", "O", owner, owner)),
        Instant.EPOCH,
        Optional.empty(),
        List.of());
  }

  private static String versions(List<ObjectMeta> objects) {
    StringBuilder text = new StringBuilder();
    objects.stream().mapToLong(ObjectMeta::version).sorted().forEach(text::append);
    return text.toString();
  }

  /** The watch and the answer to an own write bring versions of one object. */
  @JCStressTest
  @Outcome(id = "3, 3, 3", expect = Expect.ACCEPTABLE, desc = "the newest everywhere")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class NewestStays {
    private final ConcurrentObjectStore<ObjectMeta> store = store();

    @Actor
    public void watch() {
      store.changed(object("a", "u", 1, "o"));
      store.changed(object("a", "u", 3, "o"));
    }

    @Actor
    public void answer() {
      store.merge(object("a", "u", 2, "o"));
    }

    @Arbiter
    public void end(LLL_Result result) {
      result.r1 = store.get(new ObjectKey("ns", "a")).orElseThrow().version();
      result.r2 = versions(store.ownedBy("o"));
      result.r3 = versions(store.inNamespace("ns"));
    }
  }

  /** An owner's objects change one after the other while somebody reads them. */
  @JCStressTest
  @Outcome(id = "12", expect = Expect.ACCEPTABLE, desc = "before")
  @Outcome(id = "23", expect = Expect.ACCEPTABLE, desc = "between")
  @Outcome(id = "34", expect = Expect.ACCEPTABLE, desc = "after")
  @Outcome(expect = Expect.FORBIDDEN, desc = "two moments in one")
  @State
  public static class OneMoment {
    private final ConcurrentObjectStore<ObjectMeta> store = store();

    /** Two objects. */
    public OneMoment() {
      store.changed(object("a", "ua", 1, "o"));
      store.changed(object("b", "ub", 2, "o"));
    }

    @Actor
    public void write() {
      store.changed(object("a", "ua", 3, "o"));
      store.changed(object("b", "ub", 4, "o"));
    }

    @Actor
    public void read(L_Result result) {
      result.r1 = versions(store.ownedBy("o"));
    }
  }

  /** Two objects leave a group in which the last takes the place of the one that goes. */
  @JCStressTest
  @Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "who stays is found")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class Leaving {
    private final ConcurrentObjectStore<ObjectMeta> store = store();

    /** Three objects. */
    public Leaving() {
      store.changed(object("a", "ua", 1, "o"));
      store.changed(object("b", "ub", 2, "o"));
      store.changed(object("c", "uc", 3, "o"));
    }

    @Actor
    public void first() {
      store.forget(object("a", "ua", 1, "o"));
    }

    @Actor
    public void last() {
      store.forget(object("c", "uc", 3, "o"));
    }

    @Arbiter
    public void end(LL_Result result) {
      result.r1 = versions(store.ownedBy("o"));
      result.r2 = versions(store.inNamespace("ns"));
    }
  }

  /** The watch tells that an object is gone while the answer to an older write comes in. */
  @JCStressTest
  @Outcome(id = "0, , ", expect = Expect.ACCEPTABLE, desc = "it does not come back")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class Gone {
    private final ConcurrentObjectStore<ObjectMeta> store = store();

    /** One object. */
    public Gone() {
      store.changed(object("a", "u", 1, "o"));
    }

    @Actor
    public void watch() {
      ObjectMeta last = object("a", "u", 4, "o");
      store.removed(last, last);
    }

    @Actor
    public void answer() {
      store.merge(object("a", "u", 3, "o"));
    }

    @Arbiter
    public void end(LLL_Result result) {
      result.r1 = store.size();
      result.r2 = versions(store.ownedBy("o"));
      result.r3 = versions(store.inNamespace("ns"));
    }
  }

  /** Another object has taken the name; the news that the first is gone comes late. */
  @JCStressTest
  @Outcome(id = "9, 9, ", expect = Expect.ACCEPTABLE, desc = "the second stays, the first does not")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class NameTaken {
    private final ConcurrentObjectStore<ObjectMeta> store = store();

    /** The first. */
    public NameTaken() {
      store.changed(object("a", "first", 1, "o"));
    }

    @Actor
    public void answer() {
      store.merge(object("a", "second", 9, "p"));
    }

    @Actor
    public void watch() {
      ObjectMeta last = object("a", "first", 8, "o");
      store.removed(last, last);
    }

    @Arbiter
    public void end(LLL_Result result) {
      result.r1 = store.get(new ObjectKey("ns", "a")).map(ObjectMeta::version).orElse(0L);
      result.r2 = versions(store.ownedBy("p"));
      result.r3 = versions(store.ownedBy("o"));
    }
  }

  /** An object goes from one owner to another while somebody reads both. */
  @JCStressTest
  @Outcome(id = "1, ", expect = Expect.ACCEPTABLE, desc = "before")
  @Outcome(id = ", 2", expect = Expect.ACCEPTABLE, desc = "after")
  @Outcome(id = "1, 2", expect = Expect.ACCEPTABLE_INTERESTING, desc = "two reads, two moments")
  @Outcome(id = ", ", expect = Expect.ACCEPTABLE_INTERESTING, desc = "on its way")
  @Outcome(expect = Expect.FORBIDDEN, desc = "an owner has what it never had")
  @State
  public static class Handed {
    private final ConcurrentObjectStore<ObjectMeta> store = store();

    /** One object of the first owner. */
    public Handed() {
      store.changed(object("a", "u", 1, "o"));
    }

    @Actor
    public void write() {
      store.changed(object("a", "u", 2, "p"));
    }

    @Actor
    public void read(LL_Result result) {
      result.r1 = versions(store.ownedBy("o"));
      result.r2 = versions(store.ownedBy("p"));
    }
  }

  /** Two threads change different objects of one owner; each change is told once. */
  @JCStressTest
  @Outcome(id = "2, 12", expect = Expect.ACCEPTABLE, desc = "both are there and both were told")
  @Outcome(expect = Expect.FORBIDDEN)
  @State
  public static class Told {
    private final ConcurrentObjectStore<ObjectMeta> store = store();
    private int told;

    /** One teller at a time: no lock around the counter. */
    public Told() {
      store.onChange((_, _) -> told++);
    }

    @Actor
    public void first() {
      store.changed(object("a", "ua", 1, "o"));
    }

    @Actor
    public void second() {
      store.changed(object("b", "ub", 2, "o"));
    }

    @Arbiter
    public void end(II_Result result) {
      result.r1 = told;
      result.r2 = Integer.parseInt(versions(store.ownedBy("o")));
    }
  }
}
