package io.windlass.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.Size;

/** The index answers as if every selector were asked. */
class SelectorIndexLaws {
  @Property(tries = 400)
  void theAnswerIsThatOfAskingAll(
      @ForAll("edits") List<Tuple2<Integer, List<Selector>>> edits,
      @ForAll("labels") @Size(max = 4) List<Map<String, String>> objects) {
    SelectorIndex<Integer> index = new SelectorIndex<>();
    Map<Integer, Selector> naive = new HashMap<>();
    for (Tuple2<Integer, List<Selector>> edit : edits) {
      if (edit.get2().isEmpty()) {
        index.remove(edit.get1());
        naive.remove(edit.get1());
      } else {
        index.put(edit.get1(), edit.get2().getFirst());
        naive.put(edit.get1(), edit.get2().getFirst());
      }
    }
    assertThat(index.size()).isEqualTo(naive.size());
    for (Map<String, String> labels : objects) {
      assertThat(index.matching(labels)).containsExactlyInAnyOrderElementsOf(ask(naive, labels));
    }
  }

  private static List<Integer> ask(Map<Integer, Selector> all, Map<String, String> labels) {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().matches(labels))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A name with a selector, or with none if it is removed. */
  @Provide
  Arbitrary<List<Tuple2<Integer, List<Selector>>>> edits() {
    Arbitrary<Selector> selectors =
        requirements().list().ofMaxSize(3).map(requirements -> new Selector(requirements));
    return Combinators.combine(Arbitraries.integers().between(0, 12), selectors.list().ofMaxSize(1))
        .as(Tuple::of)
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Map<String, String>>> labels() {
    return Arbitraries.maps(keys(), values()).ofMaxSize(4).list();
  }

  private static Arbitrary<Requirement> requirements() {
    Arbitrary<TreeSet<String>> sets = values().set().ofMinSize(1).map(TreeSet::new);
    return Arbitraries.oneOf(
        Combinators.combine(keys(), values()).as(Requirement.Is::new),
        Combinators.combine(keys(), sets).as(Requirement.In::new),
        Combinators.combine(keys(), sets).as(Requirement.NotIn::new),
        keys().map(Requirement.Exists::new),
        keys().map(Requirement.DoesNotExist::new));
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.of("app", "tier", "zone", "x");
  }

  /** More than a selector may wait for. */
  private static Arbitrary<String> values() {
    return Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "");
  }
}
