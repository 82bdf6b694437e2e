package io.windlass.controllers.adapter.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.windlass.core.model.PodView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Watches and lists come in pieces that know nothing of frames, tokens or characters. */
class FramesTest {
  private static final ViewType<PodView> TYPE = ViewType.pods();
  private static final List<Pod> PODS =
      LongStream.range(0, 3).mapToObj(seed -> new RandomPods(seed).next()).toList();

  @ParameterizedTest
  @EnumSource
  void aWatchThatIsCutAnywhereIntoTwoChunksSaysTheSame(Encoding encoding) throws IOException {
    byte[] watch = WireBytes.watch(encoding, PODS, 77);
    List<Frame<PodView>> whole = frames(encoding, new ByteArrayInputStream(watch));

    assertThat(whole).hasSize(PODS.size() + 2);
    assertThat(whole.get(PODS.size())).isEqualTo(new Frame.Bookmark<>(77, true));
    assertThat(whole.getLast()).isInstanceOf(Frame.Removed.class);
    for (int cut = 0; cut <= watch.length; cut++) {
      assertThat(frames(encoding, new Chunks(watch, cut))).as("cut at %d", cut).isEqualTo(whole);
    }
    assertThat(frames(encoding, new Chunks(watch, 1))).as("byte by byte").isEqualTo(whole);
  }

  @ParameterizedTest
  @EnumSource
  void aWatchThatBreaksOffSaysItsWholeFramesAndThenThatItBroke(Encoding encoding) {
    byte[] one = WireBytes.event(encoding, "ADDED", PODS.getFirst());
    byte[] watch = WireBytes.watch(encoding, PODS, 77);

    for (int length = one.length + 1; length < one.length + 400; length++) {
      Frames<PodView> frames = open(encoding, new Chunks(Arrays.copyOf(watch, length), 13));
      assertThat(next(frames)).isInstanceOf(Frame.Changed.class);
      assertThatThrownBy(frames::next).as("%d bytes", length).isInstanceOf(BrokenDocument.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorInTheStreamIsReadWithItsCode(Encoding encoding) {
    Frames<PodView> frames = open(encoding, new ByteArrayInputStream(WireBytes.gone(encoding)));

    assertThat(next(frames)).isEqualTo(new Frame.Failed<>(new ApiStatus(410, "too old")));
  }

  @ParameterizedTest
  @EnumSource
  void aFrameBeyondTheBoundIsRefusedBeforeItIsRead(Encoding encoding) {
    byte[] watch = WireBytes.watch(encoding, PODS, 77);
    ByteWindow window = new ByteWindow(new Chunks(watch, 100), 400);

    assertThatThrownBy(() -> drain(encoding.frames(window, TYPE)))
        .isInstanceOf(OversizedFrame.class)
        .hasMessageContaining("400 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void aListThatIsCutAnywhereSaysTheSame(Encoding encoding) throws IOException {
    byte[] list = WireBytes.list(encoding, PODS, "90", "go on / here");
    List<PodView> whole = new ArrayList<>();
    ListPage page =
        encoding.page(new ByteWindow(new ByteArrayInputStream(list), 9999), TYPE, whole::add);

    assertThat(page).isEqualTo(new ListPage(90, "go on / here"));
    assertThat(whole).hasSize(PODS.size());
    for (int cut = 1; cut < list.length; cut++) {
      List<PodView> again = new ArrayList<>();
      ByteWindow window = new ByteWindow(new Chunks(list, cut), 9999);
      assertThat(encoding.page(window, TYPE, again::add)).isEqualTo(page);
      assertThat(again).as("cut at %d", cut).isEqualTo(whole);
      ByteWindow half = new ByteWindow(new Chunks(Arrays.copyOf(list, cut), 50), 9999);
      boolean isHalf = cut < list.length - 5;
      if (isHalf) {
        assertThatThrownBy(() -> encoding.page(half, TYPE, again::add))
            .as("%d bytes", cut)
            .isInstanceOf(BrokenDocument.class);
      }
    }
  }

  private static List<Frame<PodView>> frames(Encoding encoding, InputStream in) throws IOException {
    return drain(open(encoding, in));
  }

  private static Frames<PodView> open(Encoding encoding, InputStream in) {
    return encoding.frames(new ByteWindow(in, ByteWindow.MAX_OBJECT_BYTES), TYPE);
  }

  private static Frame<PodView> next(Frames<PodView> frames) {
    try {
      return frames.next().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Frame<PodView>> drain(Frames<PodView> frames) throws IOException {
    List<Frame<PodView>> all = new ArrayList<>();
    for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
      all.add(frame.get());
    }
    return all;
  }

  /** Bytes of which each read yields at most so many. */
  private static final class Chunks extends ByteArrayInputStream {
    private final int atMost;

    private Chunks(byte[] bytes, int atMost) {
      super(bytes);
      this.atMost = Math.max(1, atMost);
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
      return super.read(into, offset, Math.min(length, atMost));
    }
  }
}
