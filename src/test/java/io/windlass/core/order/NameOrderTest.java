package io.windlass.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameOrderTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                       | names                        | sorted
          by what differs behind a common beginning  | web-b, web-c, web-a          | web-a, web-b, web-c
          a name that ends goes first                | web-a1, web-a, web           | web, web-a, web-a1
          what differs far behind counts too         | a-1234567z, b, a-1234567a    | a-1234567a, a-1234567z, b
          names of other scripts                     | ŵeb-a, web-ÿb, web-ÿa, web-ŵ | web-ÿa, web-ÿb, web-ŵ, ŵeb-a
          one name                                   | web                          | web
          """)
  void podsAreSortedByName(String rule, String names, String sorted) {
    assertThat(sorted(List.of(names.split(", ")))).containsExactly(sorted.split(", "));
  }

  @Test
  void noPodsAreSortedToo() {
    assertThat(NameOrder.sorted(List.of())).isEmpty();
  }

  @Test
  void theOrderIsThatOfTextsWhateverTheyAre() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      List<String> names =
          IntStream.range(0, 20)
              .mapToObj(_ -> "web-" + letters(random, random.nextInt(10)))
              .distinct()
              .toList();
      String[] expected = names.toArray(String[]::new);
      Arrays.sort(expected);
      assertThat(sorted(names)).containsExactly(expected);
    }
  }

  private static String letters(Random random, int count) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append("ab-\0þÿĀ".charAt(random.nextInt(7)));
    }
    return letters.toString();
  }

  private static List<String> sorted(List<String> names) {
    List<PodView> pods = names.stream().map(name -> Pods.pod(name).view()).toList();
    return NameOrder.sorted(pods).stream().map(PodView::name).toList();
  }
}
