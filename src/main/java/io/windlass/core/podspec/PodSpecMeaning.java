package io.windlass.core.podspec;

import io.windlass.core.model.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one form of all documents around pods that mean the same, once their defaults are filled in:
 * what says nothing left out, quantities by their value. Two such forms are equal exactly if the
 * documents mean the same, whoever wrote them: a person, or a Go client that leaves out what is
 * empty. Only compared, never stored. Stateless; cost O(document).
 */
public final class PodSpecMeaning {
  /** Where false is what a Go client leaves out, and means the same as nothing. */
  private static final Set<String> OFF_BY_DEFAULT =
      Set.of("hostNetwork", "hostPID", "hostIPC", "readOnly", "stdin", "stdinOnce", "tty");

  /** Where an empty text means the same as nothing. */
  private static final Set<String> EMPTY_BY_DEFAULT =
      Set.of(
          "value",
          "subPath",
          "subPathExpr",
          "workingDir",
          "nodeName",
          "hostname",
          "subdomain",
          "priorityClassName",
          "serviceAccountName");

  /** Where an object without fields means the same as nothing; elsewhere it may be a choice. */
  private static final Set<String> NOTHING_IF_EMPTY =
      Set.of("labels", "annotations", "nodeSelector", "limits", "requests", "resources");

  /** Maps whose keys people choose. */
  private static final Set<String> CHOSEN_KEYS =
      Set.of("labels", "annotations", "nodeSelector", "matchLabels");

  private static final Set<String> QUANTITIES = Set.of("limits", "requests");
  private static final Pattern QUANTITY =
      Pattern.compile("([+-]?[0-9.]+)(?:[eE]([+-]?[0-9]{1,3})|([numkMGTPE]|[KMGTPE]i)?)");
  private static final int KIBI_BITS = 10;

  private PodSpecMeaning() {}

  /** Of a document with its defaults. */
  public static Json.Obj of(Json.Obj filled) {
    return reduced(filled);
  }

  private static Json reduced(Json json) {
    return switch (json) {
      case Json.Obj object -> reduced(object);
      case Json.Arr array -> Json.of(array.items().stream().map(PodSpecMeaning::reduced).toList());
      case Json.Null _, Json.Bool _, Json.Num _, Json.Text _ -> json;
    };
  }

  private static Json.Obj reduced(Json.Obj object) {
    Map<String, Json> kept = new TreeMap<>();
    object
        .fields()
        .forEach(
            (name, value) -> {
              Json small = reduced(name, value);
              if (!saysNothing(name, small)) {
                kept.put(name, small);
              }
            });
    return new Json.Obj(kept);
  }

  private static Json reduced(String name, Json value) {
    if (QUANTITIES.contains(name) && value instanceof Json.Obj amounts) {
      return quantities(amounts);
    }
    return CHOSEN_KEYS.contains(name) ? value : reduced(value);
  }

  private static boolean saysNothing(String name, Json value) {
    return switch (value) {
      case Json.Null _ -> true;
      case Json.Arr array -> array.items().isEmpty();
      case Json.Bool(boolean on) -> !on && OFF_BY_DEFAULT.contains(name);
      case Json.Text(String text) -> text.isEmpty() && EMPTY_BY_DEFAULT.contains(name);
      case Json.Obj object -> object.fields().isEmpty() && NOTHING_IF_EMPTY.contains(name);
      case Json.Num _ -> false;
    };
  }

  private static Json.Obj quantities(Json.Obj amounts) {
    Map<String, Json> values = new TreeMap<>();
    amounts.fields().forEach((name, amount) -> values.put(name, quantity(amount)));
    return new Json.Obj(values);
  }

  private static Json quantity(Json amount) {
    return switch (amount) {
      case Json.Num(BigDecimal number) -> Json.of(plain(number));
      case Json.Text(String text) ->
          value(text).<Json>map(number -> Json.of(plain(number))).orElse(amount);
      default -> amount;
    };
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** The number that a quantity stands for, for example 0.1 for {@code 100m}. */
  private static Optional<BigDecimal> value(String text) {
    Matcher parts = QUANTITY.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(parts.group(1));
      return Optional.of(
          Optional.ofNullable(parts.group(2))
              .map(exponent -> number.scaleByPowerOfTen(Integer.parseInt(exponent)))
              .orElseGet(() -> scaled(number, Optional.ofNullable(parts.group(3)).orElse(""))));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static BigDecimal scaled(BigDecimal number, String unit) {
    if (unit.endsWith("i")) {
      int power = "KMGTPE".indexOf(unit.charAt(0)) + 1;
      return number.multiply(BigDecimal.TWO.pow(KIBI_BITS * power));
    }
    int thousands = unit.isEmpty() ? 0 : "num_kMGTPE".indexOf(unit.charAt(0)) - 3;
    return number.scaleByPowerOfTen(3 * thousands);
  }
}
