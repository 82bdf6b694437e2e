package io.windlass.manager.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldHeapTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                              | alive MiB | max MiB | collected from MiB
          a small heap is left alone                        | 10        | 4000    | 24
          when what is beyond every manager's grew by 1/3   | 42        | 4000    | 52
          a large one too                                   | 312       | 4000    | 412
          one of few pods when it has grown by 5 MiB        | 20        | 4000    | 25
          a heap without a maximum                          | 42        | -1      | 52
          near the maximum the collector does it by itself  | 42        | 50      | 0
          """)
  void theOldPartIsCollectedBeforeItIsFull(String rule, long alive, long max, long from) {
    long maxBytes = max < 0 ? max : max << 20;
    assertThat(OldHeap.threshold(alive << 20, maxBytes)).isEqualTo(from << 20);
  }
}
