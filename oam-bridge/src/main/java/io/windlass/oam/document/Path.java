package io.windlass.oam.document;

import java.util.regex.Pattern;

/** A place in a document. Its text is made when somebody asks, which is seldom. */
public sealed interface Path {
  /** The document itself. */
  record Root() implements Path {}

  /** A field of an object. */
  record Field(Path of, String name) implements Path {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
  }

  /** An element of an array. */
  record Item(Path of, int index) implements Path {}

  default Path field(String name) {
    return new Field(this, name);
  }

  default Path item(int index) {
    return new Item(this, index);
  }

  /** {@code spec.labels['a.b/c'].list[2]}; empty for the document itself. */
  default String text() {
    return switch (this) {
      case Root() -> "";
      case Item(Path of, int index) -> of.text() + "[" + index + "]";
      case Field(Path of, String name) when !Field.PLAIN.matcher(name).matches() ->
          of.text() + "['" + name + "']";
      case Field(Root _, String name) -> name;
      case Field(Path of, String name) -> of.text() + "." + name;
    };
  }
}
