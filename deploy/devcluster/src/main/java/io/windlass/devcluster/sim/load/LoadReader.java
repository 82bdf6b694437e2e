package io.windlass.devcluster.sim.load;

import io.windlass.devcluster.sim.load.CurveReader.Reading;
import io.windlass.devcluster.sim.load.Load.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the load of a pod from its annotations {@code sim.windlass.io/cpu}, {@code shared-cpu} and
 * {@code memory}: about the first container, or about another as {@code cpu.CONTAINER}. Stateless.
 */
public final class LoadReader {
  private static final String PREFIX = "sim.windlass.io/";
  private static final Set<String> SETTINGS = Set.of("cpu", "shared-cpu", "memory");

  private LoadReader() {}

  /** Whether a setting ({@code cpu} of {@code cpu.web}) is about load. */
  public static boolean isLoad(String setting) {
    return SETTINGS.contains(setting);
  }

  /** Why a value of such a setting has no sense; empty if it has. */
  public static List<String> faults(String setting, String value) {
    List<String> faults = new ArrayList<>();
    switch (CurveReader.read(value)) {
      case Reading.Unreadable(String why) -> faults.add(why);
      case Reading.Read(Curve curve) -> {
        if (setting.equals("shared-cpu") && curve.countsFromStart()) {
          faults.add("a shared load has no start: use times of day or every=");
        }
      }
    }
    return faults;
  }

  /**
   * The load of a pod; what cannot be read is left out.
   *
   * @param first the container that settings without a name are about
   */
  public static Load read(Map<String, String> annotations, String first) {
    Map<String, Use> uses = new HashMap<>();
    // In the order of names "cpu" comes before "cpu.NAME": what is said of one container wins.
    new TreeMap<>(annotations)
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX)) {
                take(uses, key.substring(PREFIX.length()), value, first);
              }
            });
    return uses.isEmpty() ? Load.IDLE : new Load(uses);
  }

  private static void take(Map<String, Use> uses, String key, String value, String first) {
    int dot = key.indexOf('.');
    String setting = dot < 0 ? key : key.substring(0, dot);
    if (!isLoad(setting) || !faults(setting, value).isEmpty()) {
      return;
    }
    if (CurveReader.read(value) instanceof Reading.Read(Curve curve)) {
      String container = dot < 0 ? first : key.substring(dot + 1);
      uses.merge(
          container, with(Use.IDLE, setting, curve), (had, now) -> with(had, setting, curve));
    }
  }

  private static Use with(Use use, String setting, Curve curve) {
    return switch (setting) {
      case "cpu" -> new Use(curve, use.sharedCpu(), use.memory());
      case "shared-cpu" -> new Use(use.cpu(), curve, use.memory());
      default -> new Use(use.cpu(), use.sharedCpu(), curve);
    };
  }
}
