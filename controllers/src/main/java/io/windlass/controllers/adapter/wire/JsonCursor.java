package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;

/**
 * Walks over one JSON document after another, value by value. Whoever walks takes each value or
 * skips it; what is skipped is looked at for quotes and brackets only, and nothing is built for it.
 * A {@code null}, or a value of another shape than is asked for, counts as absent. One thread.
 *
 * <pre>{@code
 * if (json.enterObject()) {
 *   while (json.nextField()) {
 *     switch (json.field()) {
 *       case "name" -> name = json.text();
 *       default -> json.skip();
 *     }
 *   }
 * }
 * }</pre>
 */
public final class JsonCursor {
  private static final int END = -1;

  private final ByteWindow in;
  private final Words words;
  private String field = "";

  /** Whether an object or array has just been entered, so that no comma may come. */
  private boolean fresh;

  private boolean escaped;

  public JsonCursor(ByteWindow in, Words words) {
    this.in = in;
    this.words = words;
  }

  /** Whether nothing but white space follows; blocks until that is known. */
  public boolean atEnd() throws IOException {
    return peek() == END;
  }

  /** Steps into the object that begins here; anything else is skipped and counts as absent. */
  public boolean enterObject() throws IOException {
    return enter('{');
  }

  /** Steps into the array that begins here; anything else is skipped and counts as absent. */
  public boolean enterArray() throws IOException {
    return enter('[');
  }

  private boolean enter(int bracket) throws IOException {
    boolean enters = peek() == bracket;
    if (enters) {
      in.at++;
      fresh = true;
    } else {
      skip();
    }
    return enters;
  }

  /** Goes to the value of the next field, or out of the object if there is none. */
  public boolean nextField() throws IOException {
    if (!next('}')) {
      return false;
    }
    if (peek() != '"') {
      throw in.broken("no field");
    }
    field = string(words);
    if (peek() != ':') {
      throw in.broken("no value of field " + field);
    }
    in.at++;
    return true;
  }

  /** The name of the field whose value comes. */
  public String field() {
    return field;
  }

  /** Goes to the next item, or out of the array if there is none. */
  public boolean nextItem() throws IOException {
    return next(']');
  }

  private boolean next(int bracket) throws IOException {
    int here = peek();
    boolean first = fresh;
    fresh = false;
    if (here == bracket) {
      in.at++;
      return false;
    }
    if (!first) {
      if (here != ',') {
        throw in.broken("neither a comma nor the end");
      }
      in.at++;
    }
    return true;
  }

  /** The text here; other scalars as they are written, empty for what is none. */
  public String text() throws IOException {
    return peek() == '"' ? string() : scalarText();
  }

  /** As {@link #text()}, for a text that many objects have. */
  public String word() throws IOException {
    return peek() == '"' ? string(words) : scalarText();
  }

  private String scalarText() throws IOException {
    if (peek() == '{' || peek() == '[') {
      skip();
      return "";
    }
    String text = literal();
    return text.equals("null") ? "" : text;
  }

  /** The number, {@code true}, {@code false} or {@code null} here, as it is written. */
  String literal() throws IOException {
    int to = scalarEnd();
    String text = new String(in.bytes, in.at, to - in.at, UTF_8);
    skipScalar();
    return text;
  }

  /** The first byte of the value here, negative at the end of the stream. */
  int kind() throws IOException {
    return peek();
  }

  /** A fault at this place. */
  BrokenDocument broken(String what) {
    return in.broken(what);
  }

  /** Whether {@code true} is here. */
  public boolean isTrue() throws IOException {
    return text().equals("true");
  }

  /** The whole number here, also if it is written as a text; 0 for none. */
  public long number() throws IOException {
    boolean isQuoted = peek() == '"';
    int to = isQuoted ? closingQuote() : scalarEnd();
    long number = Digits.number(in, isQuoted ? in.at + 1 : in.at, to);
    in.at = isQuoted ? to + 1 : to;
    return number;
  }

  /** The moment here, empty text or null for {@link Instant#MIN}. */
  public Instant moment() throws IOException {
    if (peek() != '"') {
      skip();
      return Instant.MIN;
    }
    int to = closingQuote();
    Instant moment = Digits.moment(in, in.at + 1, to);
    in.at = to + 1;
    return moment;
  }

  /** Passes over the value here. */
  public void skip() throws IOException {
    switch (peek()) {
      case '"' -> in.at = skippedString(in.at + 1);
      case '{', '[' -> skipNested();
      default -> skipScalar();
    }
  }

  private void skipScalar() throws IOException {
    int to = scalarEnd();
    if (!Digits.isScalar(in.bytes, in.at, to)) {
      throw in.broken("no value");
    }
    in.at = to;
  }

  private void skipNested() throws IOException {
    int depth = 0;
    int p = in.at;
    do {
      if (p >= in.end) {
        p = refilled(p);
      }
      int here = in.bytes[p++];
      if (here == '"') {
        p = skippedString(p);
      } else {
        // A bit apart: '[' and '{', ']' and '}'.
        int bracket = here | 0x20;
        depth += bracket == '{' ? 1 : bracket == '}' ? -1 : 0;
      }
    } while (depth > 0);
    in.at = p;
  }

  /** The position after the string whose text begins at one; forgets what was before. */
  private int skippedString(int from) throws IOException {
    int p = ByteScan.quoteOrBackslash(in.bytes, from, in.end);
    while (p >= in.end || in.bytes[p] != '"') {
      if (p < in.end) {
        p += 2;
      }
      if (p >= in.end) {
        p = refilled(p);
      }
      p = ByteScan.quoteOrBackslash(in.bytes, p, in.end);
    }
    return p + 1;
  }

  /** Reads on, forgetting everything before a position, which may lie beyond the end. */
  private int refilled(int position) throws IOException {
    int beyond = position - in.end;
    in.at = in.end;
    do {
      if (!in.more()) {
        throw ByteWindow.half();
      }
    } while (in.end - in.at <= beyond);
    return in.at + beyond;
  }

  private String string() throws IOException {
    int to = closingQuote();
    String text =
        escaped
            ? JsonStrings.unescaped(in, in.at + 1, to)
            : new String(in.bytes, in.at + 1, to - in.at - 1, UTF_8);
    in.at = to + 1;
    return text;
  }

  private String string(Words shared) throws IOException {
    int to = closingQuote();
    String text;
    if (escaped) {
      byte[] utf8 = JsonStrings.unescaped(in, in.at + 1, to).getBytes(UTF_8);
      text = shared.word(utf8, 0, utf8.length);
    } else {
      text = shared.word(in.bytes, in.at + 1, to);
    }
    in.at = to + 1;
    return text;
  }

  /** Where the string ends whose opening quote is here; all of it is in memory then. */
  private int closingQuote() throws IOException {
    int p = in.at + 1;
    escaped = false;
    while (true) {
      p = ByteScan.quoteOrBackslash(in.bytes, p, in.end);
      if (p >= in.end) {
        p = extended(p);
      } else if (in.bytes[p] == '"') {
        return p;
      } else {
        escaped = true;
        p += 2;
      }
    }
  }

  private int extended(int position) throws IOException {
    int offset = position - in.at;
    if (!in.more()) {
      throw ByteWindow.half();
    }
    return in.at + offset;
  }

  /** Where the number or literal ends that is here; all of it is in memory then. */
  private int scalarEnd() throws IOException {
    int p = in.at;
    while (true) {
      if (p >= in.end) {
        int offset = p - in.at;
        if (!in.more()) {
          return in.end;
        }
        p = in.at + offset;
      }
      if (Digits.endsScalar(in.bytes[p])) {
        return p;
      }
      p++;
    }
  }

  /** The byte that comes after white space, {@link #END} at the end of the stream. */
  private int peek() throws IOException {
    while (true) {
      while (in.at < in.end) {
        int here = in.bytes[in.at] & 0xff;
        if (here > ' ') {
          return here;
        }
        in.at++;
      }
      if (!in.more()) {
        return END;
      }
    }
  }
}
