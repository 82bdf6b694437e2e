package io.windlass.core.model;

/**
 * Recognises text that {@link JsonText#canonical} would write just so, without building anything.
 * It may say no to a text that is canonical (long numbers, keys with escapes), never yes to another
 * one. Stateless; cost O(length).
 */
final class CanonicalForm {
  private static final int NO = -1;

  /** Longer ones may be written in another way. */
  private static final int MAX_DIGITS = 18;

  private CanonicalForm() {}

  /**
   * Whether a text is an object in canonical form.
   *
   * @param maxDepth objects and arrays in each other are refused beyond this
   */
  static boolean isObject(String text, int maxDepth) {
    return text.startsWith("{") && value(text, 0, maxDepth) == text.length();
  }

  // Each of these takes the place where something begins and gives the place after it, or NO.

  private static int value(String text, int at, int depthLeft) {
    return switch (charAt(text, at)) {
      case '{' -> depthLeft == 0 ? NO : fields(text, at + 1, depthLeft - 1);
      case '[' -> depthLeft == 0 ? NO : items(text, at + 1, depthLeft - 1);
      case '"' -> string(text, at + 1);
      case 't' -> word(text, at, "true");
      case 'f' -> word(text, at, "false");
      case 'n' -> word(text, at, "null");
      default -> number(text, at);
    };
  }

  private static int fields(String text, int first, int depthLeft) {
    if (charAt(text, first) == '}') {
      return first + 1;
    }
    int at = first;
    int before = NO;
    while (true) {
      int end = key(text, at);
      if (end == NO || (before != NO && !ascends(text, before, at))) {
        return NO;
      }
      before = at;
      at = value(text, end, depthLeft);
      if (at == NO || charAt(text, at) == '}') {
        return at == NO ? NO : at + 1;
      }
      if (charAt(text, at) != ',') {
        return NO;
      }
      at++;
    }
  }

  /** A name without escapes and its colon. */
  private static int key(String text, int at) {
    if (charAt(text, at) != '"') {
      return NO;
    }
    int end = at + 1;
    while (isPlain(charAt(text, end))) {
      end++;
    }
    return charAt(text, end) == '"' && charAt(text, end + 1) == ':' ? end + 2 : NO;
  }

  /** Whether the name at one place comes before the name at another. */
  private static boolean ascends(String text, int one, int other) {
    int i = 1;
    while (text.charAt(one + i) == text.charAt(other + i)) {
      if (text.charAt(one + i) == '"') {
        return false;
      }
      i++;
    }
    char left = text.charAt(one + i);
    char right = text.charAt(other + i);
    return left == '"' || (right != '"' && left < right);
  }

  private static int items(String text, int first, int depthLeft) {
    if (charAt(text, first) == ']') {
      return first + 1;
    }
    int at = first;
    while (true) {
      at = value(text, at, depthLeft);
      if (at == NO || charAt(text, at) == ']') {
        return at == NO ? NO : at + 1;
      }
      if (charAt(text, at) != ',') {
        return NO;
      }
      at++;
    }
  }

  private static int string(String text, int from) {
    int at = from;
    while (true) {
      char c = charAt(text, at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\') {
        if ("\"\\nrt".indexOf(charAt(text, at + 1)) < 0) {
          return NO;
        }
        at++;
      } else if (!isPlain(c)) {
        return NO;
      }
      at++;
    }
  }

  /** Neither the end of a string nor anything that has or may need an escape. */
  private static boolean isPlain(char c) {
    return c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
  }

  private static int number(String text, int at) {
    int first = charAt(text, at) == '-' ? at + 1 : at;
    int end = first;
    while (charAt(text, end) >= '0' && charAt(text, end) <= '9') {
      end++;
    }
    boolean isZero = charAt(text, first) == '0';
    boolean isPlain = isZero ? end == at + 1 : end > first && end - first <= MAX_DIGITS;
    return isPlain ? end : NO;
  }

  private static int word(String text, int at, String word) {
    return text.startsWith(word, at) ? at + word.length() : NO;
  }

  /** Beyond the end is a character that is nowhere allowed. */
  private static char charAt(String text, int at) {
    return at < text.length() ? text.charAt(at) : 0;
  }
}
