package io.windlass.core.autoscaling.spec;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** IANA names of time zones. Stateless. */
public final class Zones {
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("CST", "Asia/Shanghai or America/Chicago"),
          Map.entry("UTC", "Etc/UTC"),
          Map.entry("GMT", "Etc/UTC or Europe/London"),
          Map.entry("Z", "Etc/UTC"),
          Map.entry("EST", "America/New_York"),
          Map.entry("EDT", "America/New_York"),
          Map.entry("MST", "America/Denver"),
          Map.entry("PST", "America/Los_Angeles"),
          Map.entry("PDT", "America/Los_Angeles"),
          Map.entry("CET", "Europe/Berlin"),
          Map.entry("CEST", "Europe/Berlin"),
          Map.entry("BST", "Europe/London"),
          Map.entry("IST", "Asia/Kolkata"),
          Map.entry("JST", "Asia/Tokyo"),
          Map.entry("PRC", "Asia/Shanghai"),
          Map.entry("UTC+8", "Asia/Shanghai"),
          Map.entry("GMT+8", "Asia/Shanghai"));

  private Zones() {}

  /** The zone of a whole IANA name with a region, such as Asia/Shanghai. */
  public static Optional<ZoneId> find(String name) {
    if (!name.contains("/") || !ZoneRulesProvider.getAvailableZoneIds().contains(name)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  /** What to say of a name that is none: what was probably meant. */
  public static String refusal(String name) {
    String version = ZoneRulesProvider.getVersions("Etc/UTC").lastKey();
    String meant = MEANT.get(name.toUpperCase(Locale.ROOT));
    String hint = meant == null ? "a name such as Asia/Shanghai" : meant;
    return "\"%s\" is no IANA time zone of tzdb %s; write %s".formatted(name, version, hint);
  }
}
