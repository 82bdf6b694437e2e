package io.windlass.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SelectorIndexTest {
  /** Labels that count how often they are asked for one. */
  private static final class Counted extends HashMap<String, String> {
    private static final long serialVersionUID = 1L;
    private final transient AtomicInteger questions = new AtomicInteger();

    Counted(Map<String, String> labels) {
      super(labels);
    }

    @Override
    public @Nullable String get(Object key) {
      questions.incrementAndGet();
      return super.get(key);
    }
  }

  @Test
  void issue1547OfAThousandTenantsOnlyOneIsAsked() {
    SelectorIndex<String> index = new SelectorIndex<>();
    for (int tenant = 0; tenant < 1_000; tenant++) {
      index.put(
          "set-" + tenant,
          new Selector(
              List.of(
                  new Selector.Requirement.Is("app", "web"),
                  new Selector.Requirement.Is("namespace:name", "n-" + tenant))));
    }
    Counted labels = new Counted(Map.of("app", "web", "namespace:name", "n-700"));
    assertThat(index.matching(labels)).containsExactly("set-700");
    assertThat(labels.questions).hasValueLessThan(20);
  }
}
