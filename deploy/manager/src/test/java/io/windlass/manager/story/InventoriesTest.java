package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InventoriesTest {
  @Test
  void eachCaseIsThere() {
    assertThat(numbers(CloneSetInventory.ROWS)).isEqualTo(upTo(25));
    assertThat(numbers(SidecarSetInventory.ROWS)).isEqualTo(upTo(34));
  }

  private static <S> List<Integer> numbers(List<InventoryRow<S>> rows) {
    return rows.stream().map(InventoryRow::number).toList();
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
