package io.windlass.core.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Recursive descent over one text; used once, by one thread. */
final class JsonReader {
  static final int MAX_DEPTH = 200;
  // Larger exponents would make a short text expand into gigabytes when written plainly.
  private static final int MAX_EXPONENT = 400;
  // A number of many digits takes time that grows with their square; no type of the API has more.
  private static final int MAX_DIGITS = 400;
  // Where room for more must be made, all is copied.
  private static final int USUAL_FIELDS = 6;
  private static final int USUAL_ITEMS = 4;
  // What surely fits a long.
  private static final int SHORT_DIGITS = 18;

  // The values that a short text can hold most of; shared, it cannot become a large tree by them.
  private static final Json EMPTY_ARRAY = new Json.Arr(List.of());
  private static final List<Json> DIGITS =
      LongStream.range(0, 10).<Json>mapToObj(Json::of).toList();

  private final String text;

  // The same once more: once a JVM has met a text beyond Latin-1, charAt decides for each character
  // how it is stored, at three times the cost.
  private final char[] chars;

  /** One number: where the next character is. */
  private final int[] position = new int[1];

  JsonReader(String text) {
    this.text = text;
    this.chars = text.toCharArray();
  }

  Json document() {
    Json json = value(0);
    skipSpace();
    if (at() < chars.length) {
      throw fault("text after the end of the document");
    }
    return json;
  }

  private Json value(int depth) {
    if (depth > MAX_DEPTH) {
      throw fault("nested deeper than " + MAX_DEPTH);
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"' -> new Json.Text(string());
      case 't' -> literal("true", new Json.Bool(true));
      case 'f' -> literal("false", new Json.Bool(false));
      case 'n' -> literal("null", Json.Null.VALUE);
      default -> number();
    };
  }

  private Json object(int depth) {
    move(1);
    if (closes('}')) {
      return Json.Obj.EMPTY;
    }
    Object[] slots = new Object[2 * USUAL_FIELDS];
    int used = 0;
    boolean ascends = true;
    String last = "";
    do {
      if (used == slots.length) {
        slots = Arrays.copyOf(slots, 2 * used);
      }
      skipSpace();
      String name = string();
      ascends &= used == 0 || last.compareTo(name) < 0;
      last = name;
      skipSpace();
      expect(':');
      slots[used++] = name;
      slots[used++] = value(depth);
    } while (continues('}'));
    return new Json.Obj(fields(used == slots.length ? slots : Arrays.copyOf(slots, used), ascends));
  }

  private FieldMap fields(Object[] slots, boolean ascends) {
    if (ascends) {
      return FieldMap.ofAscending(slots);
    }
    FieldMap fields = FieldMap.ofAscending(FieldMap.sorted(slots));
    fields
        .firstTwice()
        .ifPresent(
            name -> {
              throw fault("field \"" + name + "\" twice");
            });
    return fields;
  }

  private Json array(int depth) {
    move(1);
    if (closes(']')) {
      return EMPTY_ARRAY;
    }
    List<Json> items = new ArrayList<>(USUAL_ITEMS);
    do {
      items.add(value(depth));
    } while (continues(']'));
    return new Json.Arr(items);
  }

  private boolean closes(char end) {
    skipSpace();
    if (peek() == end) {
      move(1);
      return true;
    }
    return false;
  }

  private boolean continues(char end) {
    if (closes(end)) {
      return false;
    }
    expect(',');
    return true;
  }

  private Json literal(String word, Json json) {
    if (!text.startsWith(word, at())) {
      throw fault("no JSON value");
    }
    move(word.length());
    return json;
  }

  private Json number() {
    int start = at();
    take('-');
    if (!take('0')) {
      digits();
    }
    if (take('.')) {
      digits();
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      int exponent = at();
      digits();
      if (at() - exponent > 3 || Integer.parseInt(text.substring(exponent, at())) > MAX_EXPONENT) {
        throw fault("exponent beyond " + MAX_EXPONENT);
      }
    }
    if (at() - start > MAX_DIGITS) {
      throw fault("a number of more than " + MAX_DIGITS + " characters");
    }
    return written(start, at());
  }

  private Json written(int start, int end) {
    if (end - start == 1 && chars[start] >= '0') {
      return DIGITS.get(chars[start] - '0');
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      char c = chars[i];
      if (c < '0' || c > '9' || end - start > SHORT_DIGITS) {
        return new Json.Num(new BigDecimal(text.substring(start, end)));
      }
      value = value * 10 + (c - '0');
    }
    return Json.of(value);
  }

  private void digits() {
    int start = at();
    int end = start;
    while (end < chars.length && chars[end] >= '0' && chars[end] <= '9') {
      end++;
    }
    if (start == end) {
      throw fault("no JSON value");
    }
    place(end);
  }

  private String string() {
    expect('"');
    int start = at();
    int end = plainUpTo(start);
    if (end < chars.length && chars[end] == '"') {
      place(end + 1);
      return text.substring(start, end);
    }
    place(end);
    StringBuilder out = new StringBuilder().append(text, start, end);
    while (peek() != '"') {
      char c = next();
      if (c < 0x20) {
        throw fault("control character in a string");
      }
      out.append(c == '\\' ? escaped() : c);
    }
    move(1);
    return out.toString();
  }

  /** Where the next character is that needs a closer look, or ends the string. */
  private int plainUpTo(int start) {
    int end = start;
    while (end < chars.length && isPlain(chars[end])) {
      end++;
    }
    return end;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c != '"' && c != '\\';
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw fault("unknown escape \\" + c);
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw fault("four hex digits must follow \\u");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private void skipSpace() {
    int next = at();
    while (next < chars.length && isSpace(chars[next])) {
      next++;
    }
    place(next);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private int at() {
    return position[0];
  }

  private void place(int next) {
    position[0] = next;
  }

  private void move(int characters) {
    position[0] += characters;
  }

  private char peek() {
    if (at() >= chars.length) {
      throw fault("the text ends too early");
    }
    return chars[at()];
  }

  private char next() {
    char c = peek();
    move(1);
    return c;
  }

  private boolean take(char c) {
    boolean there = at() < chars.length && chars[at()] == c;
    move(there ? 1 : 0);
    return there;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw fault("expected '" + c + "'");
    }
    move(1);
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException("not JSON at character " + at() + ": " + what);
  }
}
