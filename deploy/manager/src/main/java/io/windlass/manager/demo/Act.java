package io.windlass.manager.demo;

import java.io.IOException;

/** One act of the story. */
interface Act {
  int number();

  String title();

  /** Plays the act to its end, telling what is done, seen and checked. */
  void play(Stage stage, Narration told) throws IOException, InterruptedException;
}
