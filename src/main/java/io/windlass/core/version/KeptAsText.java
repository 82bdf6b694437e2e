package io.windlass.core.version;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import java.util.Optional;

/**
 * A field of the hub that the older version has as a label or an annotation.
 *
 * @param hub the field
 * @param older the path of the label or annotation
 * @param form how the text is read; what cannot be read stays text in the hub, too
 */
public record KeptAsText(FieldPath hub, FieldPath older, Form form) implements FieldMapping {
  /** How a value is written as text. */
  public enum Form {
    /** {@code true} or nothing. */
    TRUE {
      @Override
      Optional<Json> read(String text) {
        return text.equals("true") ? Optional.of(Json.of(true)) : Optional.empty();
      }
    },
    /** Text that a label can have, but not none. */
    LABEL_VALUE {
      @Override
      Optional<Json> read(String text) {
        return text.isEmpty() || !NameSyntax.isLabelValue(text)
            ? Optional.empty()
            : Optional.of(Json.of(text));
      }
    },
    /** A 32-bit number that is not negative. */
    COUNT {
      @Override
      Optional<Json> read(String text) {
        return number(text);
      }
    },
    /** The same, or any other text as it is. */
    COUNT_OR_TEXT {
      @Override
      Optional<Json> read(String text) {
        return number(text).or(() -> Optional.of(Json.of(text)));
      }
    };

    abstract Optional<Json> read(String text);

    /** The text that is read as this value again; empty if there is none. */
    Optional<String> written(Json value) {
      Optional<String> text =
          switch (value) {
            case Json.Bool(boolean truth) -> Optional.of(Boolean.toString(truth));
            case Json.Num number -> number.number().map(n -> Long.toString(n));
            case Json.Text(String found) -> Optional.of(found);
            default -> Optional.empty();
          };
      return text.filter(found -> read(found).equals(Optional.of(value)));
    }

    private static Optional<Json> number(String text) {
      return text.matches("0|[1-9][0-9]{0,9}") && Long.parseLong(text) <= Integer.MAX_VALUE
          ? Optional.of(Json.of(Long.parseLong(text)))
          : Optional.empty();
    }
  }

  @Override
  public Json.Obj toHub(Json.Obj object) {
    return older
        .in(object)
        .flatMap(Json::text)
        .flatMap(form::read)
        .map(value -> hub.set(older.removeWithParent(object), value))
        .orElse(object);
  }

  @Override
  public Json.Obj toOlder(Json.Obj object) {
    Json.Obj without = hub.removeWithParent(object);
    return hub.in(object)
        .flatMap(form::written)
        .map(text -> older.set(without, Json.of(text)))
        .orElse(without);
  }

  @Override
  public Json.Obj olderSchema(Json.Obj hubSchema) {
    FieldPath field = hub.inSchema();
    if (field.in(hubSchema).isEmpty()) {
      throw new IllegalArgumentException("no schema of " + hub.dotted());
    }
    return field.remove(hubSchema);
  }

  @Override
  public String hubField(String olderField) {
    return Moved.renamed(olderField, older.dotted(), hub.dotted());
  }
}
