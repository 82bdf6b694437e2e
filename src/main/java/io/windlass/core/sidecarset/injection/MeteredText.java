package io.windlass.core.sidecarset.injection;

import java.util.regex.Pattern;

/**
 * Text that may be looked at only so often. Some regular expressions would otherwise look at a name
 * of sixty characters for years, and it is users who write them.
 */
final class MeteredText implements CharSequence {
  private static final int MOST_LOOKS = 100_000;

  private final String text;
  private final int[] looks;

  private MeteredText(String text, int[] looks) {
    this.text = text;
    this.looks = looks;
  }

  /** Whether a part of the text matches; not if that takes too long to find out. */
  static boolean isFound(Pattern pattern, String text) {
    try {
      return pattern.matcher(new MeteredText(text, new int[1])).find();
    } catch (TooManyLooks e) {
      return false;
    }
  }

  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyLooks() {
      super("too many", null, false, false);
    }
  }

  @Override
  public char charAt(int index) {
    if (++looks[0] > MOST_LOOKS) {
      throw new TooManyLooks();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new MeteredText(text.substring(start, end), looks);
  }

  @Override
  public String toString() {
    return text;
  }
}
