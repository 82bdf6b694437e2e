package io.windlass.devcluster.sim.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IndexRangesTest {

  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource({
    "'',          ''",
    "'4',         '4'",
    "'0 1',       '0,1'",
    "'0 1 2',     '0-2'",
    "'0 2 3 4 9', '0,2-4,9'"
  })
  void thereAndBack(String numbers, String text) {
    TreeSet<Integer> indexes =
        Arrays.stream(numbers.split(" ", -1))
            .filter(number -> !number.isEmpty())
            .map(Integer::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(IndexRanges.text(indexes)).isEqualTo(text);
    assertThat(IndexRanges.parse(text)).isEqualTo(indexes);
  }
}
