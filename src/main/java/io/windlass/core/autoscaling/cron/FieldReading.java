package io.windlass.core.autoscaling.cron;

import io.windlass.core.autoscaling.cron.CronReading.Refused;
import io.windlass.core.autoscaling.cron.CronReading.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One field of an expression while it is read. */
record FieldReading(CronField field, int position, String text) {
  private static final Pattern ITEM = Pattern.compile("(?:(\\*)|(\\w+)(?:-(\\w+))?)(?:/(\\w+))?");
  private static final Pattern EXTENSION =
      Pattern.compile("(?i)(.*#.*)|(\\d*L|L-\\d+|[A-Z]{3}L)|(\\d+W|LW)");

  /** What is wrong with the first item that cannot be read; empty if all can. */
  Optional<Refused> refusal() {
    List<Refused> found = new ArrayList<>();
    for (String item : items()) {
      refusal(item).ifPresent(found::add);
    }
    return found.stream().findFirst();
  }

  /** The values as bits; only where there is no refusal. */
  long mask() {
    long mask = 0;
    for (String item : items()) {
      Matcher parts = ITEM.matcher(item);
      if (!parts.matches()) {
        throw new IllegalStateException("not read: " + item);
      }
      Span span = span(parts);
      for (int value = span.from(); value <= span.to(); value += span.step()) {
        mask |= 1L << value;
      }
    }
    return mask;
  }

  private record Span(int from, int to, int step) {}

  private Span span(Matcher parts) {
    int step = parts.group(4) == null ? 1 : number(parts.group(4));
    if (parts.group(1) != null) {
      // Saturday is the last day of a week of stars, or Sunday would come twice.
      return new Span(field.least(), field == CronField.DAY_OF_WEEK ? 6 : field.most(), step);
    }
    int from = field.number(parts.group(2));
    if (parts.group(3) != null) {
      return new Span(from, field.number(parts.group(3)), step);
    }
    return new Span(from, parts.group(4) == null ? from : openEnd(from), step);
  }

  private int openEnd(int from) {
    return field == CronField.DAY_OF_WEEK ? Math.max(6, from) : field.most();
  }

  private List<String> items() {
    return List.of(text.split(",", -1));
  }

  private Optional<Refused> refusal(String item) {
    if (item.isEmpty()) {
      return malformed("an empty item");
    }
    if (EXTENSION.matcher(item).matches()) {
      return Optional.of(
          new Refused(
              Why.UNSUPPORTED,
              "%s in %s: L, W and # are not supported; list the dates, or leave days out with"
                      .formatted(item, field.described())
                  + " excludeDates"));
    }
    Matcher parts = ITEM.matcher(item);
    if (!parts.matches()) {
      return malformed(item.equals("?") ? "? (write *)" : item);
    }
    return fault(parts);
  }

  private Optional<Refused> fault(Matcher parts) {
    for (int group = 2; group <= 3; group++) {
      if (parts.group(group) != null && field.number(parts.group(group)) < 0) {
        return malformed(parts.group(group));
      }
    }
    if (parts.group(3) != null && field.number(parts.group(2)) > field.number(parts.group(3))) {
      return malformed("the reversed range " + parts.group(2) + "-" + parts.group(3));
    }
    if (parts.group(4) != null && number(parts.group(4)) < 1) {
      return malformed("the step " + parts.group(4));
    }
    return Optional.empty();
  }

  private Optional<Refused> malformed(String what) {
    return Optional.of(
        new Refused(
            Why.MALFORMED, "field %d, %s, has %s".formatted(position, field.described(), what)));
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : -1;
  }
}
