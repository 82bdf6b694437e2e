package io.windlass.core.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The features that are switched on; chosen once, when a manager starts. */
public record Features(Set<Feature> on) {
  /** What OpenKruise 1.9 has switched on if nobody says anything. */
  public static final Features DEFAULT =
      new Features(
          Arrays.stream(Feature.values())
              .filter(Feature::isOnByDefault)
              .collect(Collectors.toSet()));

  private static final Map<String, Feature.Stage> STAGES =
      Map.of("AllAlpha", Feature.Stage.ALPHA, "AllBeta", Feature.Stage.BETA);

  public Features {
    on = Set.copyOf(on);
  }

  public boolean isOn(Feature feature) {
    return on.contains(feature);
  }

  /** These and others. */
  public Features with(Feature... more) {
    Set<Feature> all = EnumSet.noneOf(Feature.class);
    all.addAll(on);
    all.addAll(List.of(more));
    return new Features(all);
  }

  /**
   * The defaults, changed as {@code --feature-gates} of a Kubernetes component is written.
   *
   * @param settings each {@code Name=true} or {@code Name=false}; {@code AllAlpha} and {@code
   *     AllBeta} stand for every gate of their stage that is not named itself
   * @throws IllegalArgumentException if a setting has another form, or a gate is not known
   */
  public static Features parse(Collection<String> settings) {
    Map<String, Boolean> said = said(settings);
    Map<Feature, Boolean> switched = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      boolean ofStage =
          STAGES.entrySet().stream()
              .filter(stage -> stage.getValue() == feature.stage())
              .flatMap(stage -> Optional.ofNullable(said.get(stage.getKey())).stream())
              .findFirst()
              .orElse(feature.isOnByDefault());
      switched.put(feature, Optional.ofNullable(said.get(feature.gate())).orElse(ofStage));
    }
    switched.values().removeIf(isOn -> !isOn);
    return new Features(switched.keySet());
  }

  /**
   * Gates that such settings name themselves and that do not do what is said: on where nothing
   * comes of it, or off where the behaviour is always there.
   */
  public static List<Feature> saidInVain(Collection<String> settings) {
    Map<String, Boolean> said = said(settings);
    return Arrays.stream(Feature.values())
        .filter(feature -> said.containsKey(feature.gate()))
        .filter(
            feature ->
                feature.effect()
                    == (said.getOrDefault(feature.gate(), false)
                        ? Feature.Effect.NONE
                        : Feature.Effect.ALWAYS_ON))
        .toList();
  }

  private static Map<String, Boolean> said(Collection<String> settings) {
    Map<String, Boolean> said = new HashMap<>();
    settings.stream()
        .map(String::strip)
        .filter(setting -> !setting.isEmpty())
        .forEach(setting -> said.put(name(setting), isOn(setting)));
    return said;
  }

  private static String name(String setting) {
    String name = setting.substring(0, Math.max(setting.indexOf('='), 0)).strip();
    if (Feature.named(name).isEmpty() && !STAGES.containsKey(name)) {
      throw new IllegalArgumentException(
          "no feature gate: %s; there are %s"
              .formatted(
                  setting,
                  Arrays.stream(Feature.values())
                      .map(Feature::gate)
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    return name;
  }

  private static boolean isOn(String setting) {
    String value = setting.substring(setting.indexOf('=') + 1).strip();
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("a feature gate is true or false: " + setting);
    };
  }
}
