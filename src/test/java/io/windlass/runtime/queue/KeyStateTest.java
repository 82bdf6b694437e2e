package io.windlass.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** How many places a key leaves in lines that it moved up from, and how they come to nothing. */
class KeyStateTest {
  private static final int CHANGE = 1;
  private static final int RESYNC = 2;

  @Test
  void aWordKeepsWhatIsPutIntoIt() {
    long state = KeyState.delayed(0, RESYNC, TimerWheel.LATEST_MICROS);
    assertThat(KeyState.phase(state)).isEqualTo(KeyState.DELAYED);
    assertThat(KeyState.priority(state)).isEqualTo(RESYNC);
    assertThat(KeyState.dueMicros(state)).isEqualTo(TimerWheel.LATEST_MICROS);
    assertThat(KeyState.touchedAtOnce(state)).isFalse();
    assertThat(KeyState.touchedAtOnce(KeyState.touched(state, CHANGE, 7, true))).isTrue();
  }

  @Test
  void thePlacesOfALineAreCountedForEachLine() {
    long state = KeyState.queued(0, RESYNC, 1);
    state = KeyState.movedUp(state, CHANGE);
    state = KeyState.movedUp(state, KeyState.USER_EDIT);
    assertThat(KeyState.left(state, RESYNC)).isEqualTo(1);
    assertThat(KeyState.left(state, CHANGE)).isEqualTo(1);
    assertThat(KeyState.left(state, KeyState.USER_EDIT)).isZero();
    state = KeyState.withoutOneLeft(state, CHANGE);
    assertThat(KeyState.left(state, RESYNC)).isEqualTo(1);
    assertThat(KeyState.left(state, CHANGE)).isZero();
  }

  @Test
  void aKeyNeverHasMorePlacesThanCanBeCounted() {
    Queue<String> places = new ArrayDeque<>();
    long state = 0;
    for (int i = 0; i < 100; i++) {
      long queued = KeyState.queued(state, CHANGE, 1);
      if (!KeyState.takesUpLeftPlace(state, queued)) {
        places.add("place");
      }
      state = KeyState.unwanted(KeyState.movedUp(queued, KeyState.USER_EDIT), KeyState.IDLE);
      assertThat(KeyState.left(state, CHANGE)).isEqualTo(places.size());
    }
    assertThat(places).hasSize(15);
  }
}
