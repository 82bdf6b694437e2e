package io.windlass.oam.read.parts;

import io.windlass.core.model.Json;
import io.windlass.core.model.Quantity;
import io.windlass.oam.document.Node;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of memory, disk and CPU. OAM's first notation is a number with an optional unit K, M, G,
 * T or P and an optional B; without unit it means bytes, and Rudr took it for mebibytes.
 */
final class Amounts {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?)\\s?([KMGTPE]i?)?B?");
  private static final BigDecimal MEBI = BigDecimal.valueOf(1 << 20);

  private Amounts() {}

  /** CPUs; tenths and thousandths are fine, and so is text. */
  static Optional<String> cpu(Node node, String field) {
    return node.raw(field).flatMap(value -> plain(node, field, Quantity.of(value)));
  }

  /** Bytes. */
  static Optional<String> bytes(Node node, String field, boolean plainAmounts) {
    Optional<Json> raw = node.raw(field);
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    String text = Node.scalarText(raw.get()).orElse("").strip();
    Matcher form =
        FORM.matcher(plainAmounts ? text.toUpperCase(Locale.ROOT).replace("I", "i") : text);
    if (!form.matches()) {
      return plain(node, field, plainAmounts ? Optional.empty() : Quantity.of(raw.get()));
    }
    String unit = Optional.ofNullable(form.group(2)).orElse("");
    if (unit.isEmpty() && plainAmounts && isSmall(form.group(1))) {
      node.warnAt(field, "AmbiguousMemoryUnit", ambiguous(text));
      unit = "Mi";
    }
    return plain(node, field, Quantity.of(form.group(1) + (unit.equals("K") ? "k" : unit)));
  }

  private static boolean isSmall(String number) {
    BigDecimal value = new BigDecimal(number);
    return value.signum() > 0 && value.compareTo(MEBI) < 0;
  }

  private static String ambiguous(String text) {
    return "\"%s\" has no unit: OAM means bytes, Rudr took mebibytes, and so does this; write %sMi"
        .formatted(text, text);
  }

  private static Optional<String> plain(Node node, String field, Optional<Quantity> quantity) {
    if (quantity.isEmpty()) {
      node.errorAt(
          field, Node.INVALID, node.show(field) + " is no amount such as 0.5, 128M or 1Gi");
    } else if (quantity.get().value().signum() < 0) {
      node.errorAt(field, Node.INVALID, node.show(field) + " is less than nothing");
      return Optional.empty();
    }
    return quantity.map(Quantity::text);
  }
}
