package io.windlass.manager.demo;

/**
 * One statement of the story, held against what was seen.
 *
 * @param sentence the statement
 * @param observed what was seen of it
 */
public record Check(String sentence, boolean held, String observed) {
  /** The statement that there are exactly so many of something. */
  static Check exactly(String sentence, int wanted, int observed, String ofWhat) {
    return new Check(sentence, wanted == observed, observed + " " + ofWhat);
  }

  /** The statement that there are no more than so many of something. */
  static Check atMost(String sentence, int limit, int observed, String ofWhat) {
    return new Check(sentence, observed <= limit, observed + " " + ofWhat);
  }
}
