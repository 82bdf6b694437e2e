package io.windlass.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What waits in a wheel, for how long, and what becomes of it when it is taken back. */
class TimerWheelTest {
  private final TimerWheel<Integer> wheel = new TimerWheel<>();
  private final List<Integer> expired = new ArrayList<>();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                    | nowMicros  | dueMicros
          within a slot                           | 0          | 1
          in the next slot                        | 255        | 256
          at the end of a level                   | 0          | 16383
          at the start of the next level          | 0          | 16384
          across the end of a level               | 16383      | 16384
          an hour away                            | 1234567    | 3601234567
          years away                              | 7          | 1000000000000007
          as late as can be told                  | 0          | 1125899906842623
          """)
  void aValueComesAtItsTimeAndNotBefore(String rule, long nowMicros, long dueMicros) {
    advance(nowMicros);
    wheel.schedule(1, dueMicros);
    assertThat(advance(nowMicros)).isEqualTo(dueMicros);
    assertThat(advance(dueMicros - 1)).isEqualTo(dueMicros);
    assertThat(expired).isEmpty();
    assertThat(advance(dueMicros)).isEqualTo(TimerWheel.NEVER);
    assertThat(expired).containsExactly(1);
  }

  @Test
  void oneThatIsOverdueWhenItComesIsNextAtOnce() {
    advance(1_000_000);
    wheel.schedule(1, 3);
    assertThat(advance(1_000_000)).isEqualTo(TimerWheel.NEVER);
    assertThat(expired).containsExactly(1);
  }

  @Test
  void timeThatRunsBackHoldsNothingUp() {
    advance(1_000_000);
    wheel.schedule(1, 1_000_500);
    advance(1_000_500);
    wheel.schedule(2, 900_000);
    advance(800_000);
    assertThat(expired).containsExactly(1, 2);
  }

  @Test
  void equalTimesComeInTheOrderOfTheirComingWhateverTheirWayDownWas() {
    wheel.schedule(1, 5_000_000);
    advance(4_000_000);
    wheel.schedule(2, 5_000_000);
    advance(4_999_900);
    wheel.schedule(3, 5_000_000);
    advance(6_000_000);
    assertThat(expired).containsExactly(1, 2, 3);
  }

  @Test
  void whatIsTakenBackInTimeDoesNotCome() {
    Timeout<Integer> early = wheel.schedule(1, 100);
    Timeout<Integer> late = wheel.schedule(2, 100_000);
    assertThat(wheel.cancel(early)).isTrue();
    assertThat(wheel.cancel(early)).isFalse();
    advance(200);
    assertThat(wheel.cancel(late)).isTrue();
    assertThat(advance(200_000)).isEqualTo(TimerWheel.NEVER);
    assertThat(expired).isEmpty();
  }

  @Test
  void whatHasComeCannotBeTakenBack() {
    Timeout<Integer> timeout = wheel.schedule(1, 100);
    advance(100);
    assertThat(wheel.cancel(timeout)).isFalse();
  }

  @Test
  void cancelledOnesAreSweptOutLongBeforeTheirTime() {
    wheel.schedule(0, 3_000_000_000L);
    advance(0);
    for (int i = 1; i <= 100_000; i++) {
      wheel.cancel(wheel.schedule(i, 3_600_000_000L + i));
      if (wheel.isUntidy()) {
        advance(i);
      }
    }
    assertThat(wheel.size()).isLessThan(10_000);
    assertThat(advance(100_000)).isEqualTo(3_000_000_000L);
  }

  @Test
  void whoeverIsCalledMayScheduleAndIsHeardInTheSameAdvance() {
    wheel.schedule(1, 100);
    wheel.advance(
        100,
        (value, due) -> {
          expired.add(value);
          if (value < 3) {
            wheel.schedule(value + 1, 100);
            wheel.advance(100, (_, _) -> expired.add(-1));
          }
        });
    assertThat(expired).containsExactly(1, 2, 3);
  }

  @Test
  void thereIsNoTimeBeforeTheFirst() {
    assertThatThrownBy(() -> wheel.schedule(1, -1)).hasMessageContaining("-1");
  }

  private long advance(long nowMicros) {
    return wheel.advance(nowMicros, (value, due) -> expired.add(value));
  }
}
