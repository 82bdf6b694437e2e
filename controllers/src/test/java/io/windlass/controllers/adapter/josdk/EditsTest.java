package io.windlass.controllers.adapter.josdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a change of                   | to                           | is
          the status alone              | u 1 label note live          | RESYNC
          the spec                      | u 2 label note live          | USER_EDIT
          a label                       | u 1 other note live          | USER_EDIT
          an annotation                 | u 1 label other live         | USER_EDIT
          life: its deletion            | u 1 label note deleted       | USER_EDIT
          the object behind the name    | v 1 label note live          | USER_EDIT
          """)
  void priority(String change, String to, Priority is) {
    Optional<ObjectMeta> before = Optional.of(meta("u 1 label note live"));

    assertThat(Edits.priority(before, meta(to))).as(change).isEqualTo(is);
  }

  @Test
  void aPrimaryThatIsNewIsSomebodysEdit() {
    assertThat(Edits.priority(Optional.empty(), meta("u 1 label note live")))
        .isEqualTo(Priority.USER_EDIT);
  }

  private static ObjectMeta meta(String words) {
    String[] w = words.split(" ", -1);
    return new ObjectMeta(
        new ObjectKey("shop", "web"),
        w[0],
        1,
        Long.parseLong(w[1]),
        Map.of("a", w[2]),
        Map.of("a", w[3]),
        Optional.empty(),
        Instant.EPOCH,
        w[4].equals("deleted") ? Optional.of(Instant.EPOCH) : Optional.empty(),
        List.of());
  }
}
