package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.fabric8.ResourceReader.Listed;
import io.windlass.controllers.adapter.http.Answer;
import io.windlass.controllers.adapter.wire.ByteWindow;
import io.windlass.controllers.adapter.wire.Encoding;
import io.windlass.controllers.adapter.wire.Frame;
import io.windlass.controllers.adapter.wire.Frames;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The frames of one watch, decoded as they come. One reader; anyone may close. */
final class WatchStream<V> implements AutoCloseable {
  private static final int UNKNOWN_ERROR = 500;

  private final Answer stream;
  private final ViewType<V> type;
  private final Frames<V> frames;
  private final DecodingCost cost;

  WatchStream(Answer stream, ViewType<V> type, RuntimeMetrics metrics) {
    this.stream = stream;
    this.type = type;
    ByteWindow window = new ByteWindow(stream.body(), ByteWindow.MAX_OBJECT_BYTES);
    this.frames = Encoding.ofContentType(Fabric8Http.contentType(stream)).frames(window, type);
    this.cost = new DecodingCost(window, type.kind().plural(), metrics);
  }

  /**
   * The next frame, empty at the orderly end.
   *
   * @throws IOException for a broken or half frame, a broken connection, or the server's error
   */
  Optional<Frame<V>> next() throws IOException {
    cost.begin();
    Optional<Frame<V>> frame = frames.next();
    if (frame.isPresent()) {
      cost.end();
      if (frame.get() instanceof Frame.Failed<V>(var status)) {
        throw new RefusedRead(status.code() == 0 ? UNKNOWN_ERROR : status.code(), status.message());
      }
    }
    return frame;
  }

  /**
   * Reads everything that existed when the watch began, up to the bookmark that says so.
   *
   * @throws IOException also if the watch ends before that
   */
  Listed<V> initialEvents() throws IOException {
    Gathered<V> gathered = new Gathered<>(type);
    Optional<Frame<V>> frame = next();
    while (frame.isPresent()) {
      switch (frame.get()) {
        case Frame.Changed<V>(V object) -> gathered.add(object);
        case Frame.Removed<V>(V object) -> gathered.remove(object);
        case Frame.Bookmark<V>(long version, boolean ends) -> {
          if (ends) {
            return new Listed<>(gathered.objects(), version);
          }
        }
        case Frame.Failed<V> failed -> throw new IllegalStateException("not thrown: " + failed);
      }
      frame = next();
    }
    throw new IOException("the watch ended before it had sent what exists");
  }

  /** How long the server may say nothing from now on. */
  void mayIdle(Duration atMost) {
    stream.mayIdle(atMost.toNanos());
  }

  @Override
  public void close() {
    stream.close();
  }
}
