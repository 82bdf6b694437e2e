package io.windlass.controllers.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.sidecarset.RandomSets;
import io.windlass.core.sidecarset.Sets;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.core.sidecarset.admission.Claims;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Nobody who may conflict is missed, and the index does not look at everybody. */
class ConflictIndexLaws {
  /** A SidecarSet is created, changed or deleted. */
  record Change(String name, Optional<String> edit) {}

  @Property(tries = 300)
  void allThatMayConflictAreFoundAfterAnyChanges(
      @ForAll("changes") List<Change> changes, @ForAll("edits") String edit) {
    ConflictIndex index = new ConflictIndex();
    Map<String, SidecarSetView> stored = new HashMap<>();
    for (Change change : changes) {
      Optional<SidecarSetView> after = change.edit().map(e -> Sets.set(change.name(), e));
      Optional<SidecarSetView> before = Optional.ofNullable(stored.remove(change.name()));
      after.ifPresent(set -> stored.put(change.name(), set));
      index.changed(before, after);
    }
    Claims claims = Claims.of(Sets.set("new", edit).filled());

    assertThat(stored.keySet()).containsAll(index.near(claims));
    assertThat(index.near(claims))
        .containsAll(
            stored.values().stream()
                .filter(set -> Claims.of(set.filled()).meet(claims))
                .map(SidecarSetView::name)
                .toList());
    stored.values().forEach(set -> index.changed(Optional.of(set), Optional.empty()));
    assertThat(index.near(claims)).isEmpty();
  }

  @Provide
  Arbitrary<String> edits() {
    return RandomSets.edits();
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<String> names = Arbitraries.integers().between(1, 12).map(i -> "set-" + i);
    return Combinators.combine(names, edits().optional(0.8)).as(Change::new).list().ofMaxSize(40);
  }

  private static final String TENANT =
      "{'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'tenant-%1$d'}}}";
  private static final String AGENT = "{'containers':[{'name':'agent-%1$d','image':'i'}]}";

  private static Set<String> near(Stream<String> edits, String edit) {
    ConflictIndex index = new ConflictIndex();
    List<String> all = edits.toList();
    IntStream.range(0, all.size())
        .forEach(
            i -> index.changed(Optional.empty(), Optional.of(Sets.set("set-" + i, all.get(i)))));
    return index.near(Claims.of(Sets.set("set-7", edit).filled()));
  }

  @Test
  void tenantsWithTheSameContainerAreToldApartByTheirNamespaces() {
    assertThat(near(IntStream.range(0, 500).mapToObj(TENANT::formatted), TENANT.formatted(7)))
        .containsExactly("set-7");
  }

  @Test
  void sidecarSetsForTheSamePodsAreToldApartByTheirContainers() {
    assertThat(near(IntStream.range(0, 500).mapToObj(AGENT::formatted), AGENT.formatted(7)))
        .containsExactly("set-7");
  }

  @Test
  void amongTenantsThoseOfAllNamespacesAreFoundToo() {
    Stream<String> some =
        Stream.concat(IntStream.range(0, 500).mapToObj(TENANT::formatted), Stream.of("{}", AGENT));

    assertThat(near(some, TENANT.formatted(7)))
        .containsExactlyInAnyOrder("set-7", "set-500", "set-501");
  }
}
