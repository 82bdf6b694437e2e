package io.windlass.runtime.memo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered, and what is not. */
class MemoTest {
  private final List<String> asked = new ArrayList<>();

  private String find(String question) {
    asked.add(question);
    return question + "!";
  }

  @Test
  void anEqualQuestionIsNotAskedAgain() {
    Memo<String, String> memo = Memo.ofEqual(10);
    assertThat(memo.answer("a", this::find)).isEqualTo("a!");
    assertThat(memo.answer(new String("a"), this::find)).isEqualTo("a!");
    assertThat(asked).containsExactly("a");
  }

  @Test
  void onlyTheSameQuestionIsTheSame() {
    Memo<String, String> memo = Memo.ofSame(100, String::length);
    String question = "long";
    assertThat(memo.answer(question, this::find)).isEqualTo("long!");
    memo.answer(question, this::find);
    memo.answer(new String("long"), this::find);
    assertThat(asked).hasSize(2);
  }

  @Test
  void noMoreIsRememberedThanThereIsRoomFor() {
    Memo<String, String> memo = Memo.ofEqual(10);
    for (int i = 0; i < 1_000; i++) {
      memo.answer("q" + i, this::find);
    }
    asked.clear();
    for (int i = 0; i < 1_000; i++) {
      memo.answer("q" + i, this::find);
    }
    assertThat(asked).hasSizeGreaterThanOrEqualTo(980);
  }

  @Test
  void aQuestionThatIsTooHeavyIsAskedAgain() {
    Memo<String, String> memo = Memo.ofSame(100, String::length);
    String heavy = "x".repeat(101);
    memo.answer(heavy, this::find);
    memo.answer(heavy, this::find);
    assertThat(asked).hasSize(2);
  }
}
