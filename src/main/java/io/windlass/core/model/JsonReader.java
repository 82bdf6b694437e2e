package io.windlass.core.model;

import java.math.BigDecimal;
import java.text.ParsePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Recursive descent over one text; used once, by one thread. */
final class JsonReader {
  static final int MAX_DEPTH = 200;
  // Larger exponents would make a short text expand into gigabytes when written plainly.
  private static final int MAX_EXPONENT = 400;
  // A number of many digits takes time that grows with their square; no type of the API has more.
  private static final int MAX_DIGITS = 400;

  // The values that a short text can hold most of; shared, it cannot become a large tree by them.
  private static final Json EMPTY_ARRAY = new Json.Arr(List.of());
  private static final List<Json> DIGITS =
      LongStream.range(0, 10).<Json>mapToObj(Json::of).toList();

  private final String text;
  private final ParsePosition position = new ParsePosition(0);

  JsonReader(String text) {
    this.text = text;
  }

  Json document() {
    Json json = value(0);
    skipSpace();
    if (at() < text.length()) {
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
    Map<String, Json> fields = new TreeMap<>();
    do {
      skipSpace();
      String name = string();
      skipSpace();
      expect(':');
      if (fields.put(name, value(depth)) != null) {
        throw fault("field \"" + name + "\" twice");
      }
    } while (continues('}'));
    return new Json.Obj(fields);
  }

  private Json array(int depth) {
    move(1);
    if (closes(']')) {
      return EMPTY_ARRAY;
    }
    List<Json> items = new ArrayList<>();
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
    char first = text.charAt(start);
    return at() - start == 1 && first >= '0'
        ? DIGITS.get(first - '0')
        : new Json.Num(new BigDecimal(text.substring(start, at())));
  }

  private void digits() {
    int start = at();
    while (at() < text.length() && text.charAt(at()) >= '0' && text.charAt(at()) <= '9') {
      move(1);
    }
    if (start == at()) {
      throw fault("no JSON value");
    }
  }

  private String string() {
    expect('"');
    int start = position.getIndex();
    int end = plainUpTo(start);
    position.setIndex(end);
    if (end < text.length() && text.charAt(end) == '"') {
      move(1);
      return text.substring(start, end);
    }
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
    while (end < text.length() && isPlain(text.charAt(end))) {
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
    while (at() < text.length() && " \t\r\n".indexOf(text.charAt(at())) >= 0) {
      move(1);
    }
  }

  private int at() {
    return position.getIndex();
  }

  private void move(int characters) {
    position.setIndex(at() + characters);
  }

  private char peek() {
    if (at() >= text.length()) {
      throw fault("the text ends too early");
    }
    return text.charAt(at());
  }

  private char next() {
    char c = peek();
    move(1);
    return c;
  }

  private boolean take(char c) {
    boolean there = at() < text.length() && text.charAt(at()) == c;
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
