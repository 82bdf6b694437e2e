package io.windlass.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.core.model.PodView;
import io.windlass.core.order.NameOrder;
import io.windlass.core.testing.Pods;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reason that many pods have in common reads like one reason for each of them. */
class ReasonsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                          | drafted                   | read                        | counts
          one by one                                    | a:Missing b:Missing       | a:Missing b:Missing         | {Missing=2}
          of many, in the order of people               | c,a,b:Kept                | a:Kept b:Kept c:Kept        | {Kept=3}
          of many between others                        | x:Due c,b:Kept y:Due      | x:Due b:Kept c:Kept y:Due   | {Due=2, Kept=2}
          several of many                               | b,a:Kept d,c:Held b,a:Kept | a:Kept b:Kept c:Held d:Held a:Kept b:Kept | {Held=2, Kept=4}
          """)
  void whatIsRead(String rule, String drafted, String read, String counts) {
    Plan plan = plan(drafted);
    assertThat(plan.reasons().stream().map(ReasonsTest::text)).containsExactly(read.split(" ", -1));
    assertThat(plan.reasons()).hasSize(read.split(" ", -1).length);
    assertThat(plan.reasonCounts()).hasToString(counts);
    for (int i = 0; i < plan.reasons().size(); i++) {
      assertThat(text(plan.reasons().get(i))).isEqualTo(read.split(" ", -1)[i]);
    }
  }

  @Test
  void plansAreEqualHoweverTheirReasonsWereDrafted() {
    assertThat(plan("x:Due b,a:Kept")).isEqualTo(plan("x:Due a:Kept b:Kept"));
    assertThat(plan("x:Due a:Kept b:Kept")).isEqualTo(plan("x:Due b,a:Kept"));
    assertThat(plan("x:Due b,a:Kept")).hasSameHashCodeAs(plan("x:Due a:Kept b:Kept"));
    assertThat(plan("b,a:Kept")).isNotEqualTo(plan("b,c:Kept"));
  }

  @Test
  void nobodyIsPutInOrderBeforeSomebodyAsks() {
    AtomicInteger asked = new AtomicInteger();
    PlanDraft draft = new PlanDraft();
    draft.because(pods("b,a"), pods -> sortedAndCounted(pods, asked), "Kept", "");
    Plan plan = draft.finish(Optional.empty());
    assertThat(plan.reasonCounts()).hasToString("{Kept=2}");
    assertThat(asked).hasValue(0);
    assertThat(plan.reasons().getFirst().subject()).isEqualTo("a");
    assertThat(asked).hasValue(1);
  }

  @Test
  void behindTheLastThereIsNone() {
    List<Reason> reasons = plan("x:Due b,a:Kept").reasons();
    assertThatThrownBy(() -> reasons.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static List<PodView> sortedAndCounted(List<PodView> pods, AtomicInteger asked) {
    asked.incrementAndGet();
    return NameOrder.sorted(pods);
  }

  private static Plan plan(String words) {
    PlanDraft draft = new PlanDraft();
    for (String word : words.split(" ", -1)) {
      String[] parts = word.split(":", -1);
      if (parts[0].contains(",")) {
        draft.because(pods(parts[0]), NameOrder::sorted, parts[1], "");
      } else {
        draft.because(parts[0], parts[1], "");
      }
    }
    return draft.finish(Optional.empty());
  }

  private static List<PodView> pods(String names) {
    return Stream.of(names.split(",", -1))
        .map(name -> Pods.pod(name).view())
        .collect(Collectors.toList());
  }

  private static String text(Reason reason) {
    return reason.subject() + ":" + reason.code();
  }
}
