package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView.ContainerStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compact collections are what they were made of; the collections of the JDK are the opinion. */
class CompactLaws {
  private static final String TIME = "2026-11-23T13:08:02Z";

  @Property(tries = 300)
  void textsAreTheSameMap(@ForAll("texts") Map<String, String> plain, @ForAll String other) {
    Map<String, String> compact = Compact.texts(plain);
    assertSameMap(compact, plain);
    assertThat(compact.getOrDefault(other, "none")).isEqualTo(plain.getOrDefault(other, "none"));
    plain.forEach((key, value) -> assertThat(compact.getOrDefault(key, "")).isEqualTo(value));
    assertThat(compact.get(other)).isEqualTo(plain.get(other));
    assertThat(List.copyOf(compact.keySet())).isSorted();
    assertThat(Compact.texts(compact)).isSameAs(compact);
  }

  @Property(tries = 300)
  void sharingTextsChangesNothing(
      @ForAll("texts") Map<String, String> plain, @ForAll("texts") Map<String, String> kin) {
    assertSameMap(Compact.texts(Compact.texts(plain), Compact.texts(kin)), plain);
    Map<String, String> equal = Compact.texts(new HashMap<>(plain));
    assertThat(Compact.texts(equal, Compact.texts(plain))).isEqualTo(plain);
  }

  @Property(tries = 300)
  void conditionsAreTheSameMap(
      @ForAll("conditions") Map<String, Condition> plain,
      @ForAll("conditions") Map<String, Condition> kin) {
    Map<String, Condition> compact = Compact.conditions(plain);
    assertSameMap(compact, plain);
    assertSameMap(Compact.conditions(compact, Compact.conditions(kin)), plain);
  }

  @Property(tries = 300)
  void statusesAreTheSameList(
      @ForAll("statuses") List<ContainerStatus> plain,
      @ForAll("statuses") List<ContainerStatus> kin) {
    List<ContainerStatus> compact = Compact.statuses(plain);
    List<ContainerStatus> shared = Compact.statuses(compact, Compact.statuses(kin));
    assertThat(compact).isEqualTo(plain).hasSameHashCodeAs(plain);
    assertThat(plain).isEqualTo(compact).isEqualTo(shared);
    assertThat(shared).isEqualTo(compact);
  }

  private static <V> void assertSameMap(Map<String, V> compact, Map<String, V> plain) {
    assertThat(compact).isEqualTo(plain).hasSameHashCodeAs(plain).hasSameSizeAs(plain);
    assertThat(plain).isEqualTo(compact);
    plain.forEach((key, value) -> assertThat(compact.get(key)).isEqualTo(value));
  }

  @Provide
  Arbitrary<Map<String, String>> texts() {
    Arbitrary<String> keys = Arbitraries.strings().withChars("ab/").ofMaxLength(3);
    Arbitrary<String> times = Arbitraries.of(TIME, "2026-02-30T00:00:00Z", "1969-12-31T23:59:59Z");
    Arbitrary<String> filling = Arbitraries.strings().withChars("T:Z-{0").ofMaxLength(90);
    Arbitrary<String> notes =
        Combinators.combine(filling, times, filling, times).as((a, b, c, d) -> a + b + c + d);
    return Arbitraries.maps(keys, Arbitraries.oneOf(notes, Arbitraries.strings().ofMaxLength(4)))
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<Map<String, Condition>> conditions() {
    Arbitrary<Optional<Instant>> times =
        Arbitraries.of(
            Optional.empty(),
            Optional.of(Instant.parse(TIME)),
            Optional.of(Instant.parse("2026-11-23T13:08:02.000001Z")),
            Optional.of(Instant.MAX));
    return Combinators.combine(Arbitraries.of("Ready", "A", "B"), conditionStatuses(), times)
        .as((type, status, time) -> new Condition(type, status, time, "", status.text()))
        .list()
        .ofMaxSize(3)
        .map(CompactLaws::byType);
  }

  private static Map<String, Condition> byType(List<Condition> conditions) {
    Map<String, Condition> byType = new HashMap<>();
    conditions.forEach(condition -> byType.put(condition.type(), condition));
    return byType;
  }

  private static Arbitrary<Condition.Status> conditionStatuses() {
    return Arbitraries.of(Condition.Status.class);
  }

  @Provide
  Arbitrary<List<ContainerStatus>> statuses() {
    String digits = "0123456789abcdef".repeat(4);
    Arbitrary<String> ids =
        Arbitraries.of(
            "containerd://" + digits, digits, "", "cid", "x://" + digits.replace("a", "A"));
    return Combinators.combine(Arbitraries.of("a", "b"), ids, Arbitraries.of(true, false))
        .as((name, id, ready) -> new ContainerStatus(name, name + ":1", "sha", id, ready, 2))
        .list()
        .ofMaxSize(3);
  }
}
