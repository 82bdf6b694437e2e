package io.windlass.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LabelIndexTest {
  private static final Requirement WEB = new Requirement.Is("app", "web");

  private final Map<ObjectKey, Map<String, String>> objects = new TreeMap<>();
  private final AtomicInteger scans = new AtomicInteger();
  private final LabelIndex index =
      new LabelIndex(
          visitor -> {
            scans.incrementAndGet();
            objects.forEach(visitor::visit);
          });

  private void put(String name, Map<String, String> labels) {
    ObjectKey key = new ObjectKey("shop", name);
    Map<String, String> before = Optional.ofNullable(objects.put(key, labels)).orElse(Map.of());
    index.changed(key, before, labels);
  }

  private void remove(String name) {
    ObjectKey key = new ObjectKey("shop", name);
    index.changed(key, Optional.ofNullable(objects.remove(key)).orElse(Map.of()), Map.of());
  }

  private List<String> candidates(Requirement... requirements) {
    return index.candidates(new Selector(List.of(requirements))).orElseThrow().stream()
        .map(ObjectKey::name)
        .sorted()
        .toList();
  }

  @Test
  void theFirstQuestionLooksAtAllTheOthersAtNone() {
    put("a", Map.of("app", "web"));
    put("b", Map.of("app", "api"));

    assertThat(candidates(WEB)).containsExactly("a");
    assertThat(candidates(new Requirement.Is("app", "api"))).containsExactly("b");
    assertThat(scans).hasValue(1);
  }

  @Test
  void whatComesChangesAndGoesIsFollowed() {
    put("a", Map.of("app", "web"));
    assertThat(candidates(WEB)).containsExactly("a");

    put("b", Map.of("app", "web"));
    put("a", Map.of("app", "api"));
    assertThat(candidates(WEB)).containsExactly("b");

    remove("b");
    assertThat(candidates(WEB)).isEmpty();
    assertThat(scans).hasValue(1);
  }

  @Test
  void theRarestLabelDecides() {
    put("a", Map.of("app", "web", "id", "1"));
    put("b", Map.of("app", "web", "id", "2"));
    put("c", Map.of("app", "web", "id", "3"));

    assertThat(candidates(WEB, new Requirement.Is("id", "2"))).containsExactly("b");
    assertThat(candidates(WEB, new Requirement.In("id", new TreeSet<>(List.of("1", "3", "9")))))
        .containsExactly("a", "c");
  }

  @Test
  void aSelectorThatAsksForNoValueMayMatchAny() {
    put("a", Map.of("app", "web"));

    assertThat(index.candidates(new Selector(List.of(new Requirement.Exists("app"))))).isEmpty();
    assertThat(scans).hasValue(0);
  }
}
