package io.windlass.benchmarks.reader;

import java.io.BufferedReader;
import java.io.IOException;

/** The server, in a process of its own, as the benchmark sees it. */
record Replay(Process process, String url) implements AutoCloseable {
  /** Starts it and waits until it serves, which takes as long as it takes to encode its pods. */
  static Replay start(String heap, int pods, String what) throws IOException {
    Process process = new Child(heap).start(ReplayServer.class, Integer.toString(pods), what);
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the server ended with " + process.onExit().join().exitValue());
    }
    return new Replay(process, "http://127.0.0.1:" + line.substring("port ".length()));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
