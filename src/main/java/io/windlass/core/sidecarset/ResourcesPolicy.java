package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import java.util.Optional;

/**
 * How a sidecar's resources follow from those of the app's containers.
 *
 * @param sums whether these are added up; otherwise the largest counts
 * @param names regular expression, of which a part of a container's name must match
 * @param limits expressions; empty if no limits are set
 * @param requests expressions; empty if no requests are set
 */
public record ResourcesPolicy(
    boolean sums, String names, Optional<Amounts> limits, Optional<Amounts> requests) {
  private static final String ALL = ".*";

  /** Expressions in {@code cpu} or {@code memory}; empty text sets nothing. */
  public record Amounts(String cpu, String memory) {
    private static Amounts read(Json json) {
      return new Amounts(json.text("cpu").orElse(""), json.text("memory").orElse(""));
    }
  }

  static ResourcesPolicy read(Json.Obj json) {
    Json.Obj amounts = json.object("resourcesExpr");
    return new ResourcesPolicy(
        !json.text("targetContainersMode").filter("max"::equals).isPresent(),
        json.text("targetContainersNameRegex").orElse(ALL),
        amounts.at("limits").filter(o -> o instanceof Json.Obj).map(Amounts::read),
        amounts.at("requests").filter(o -> o instanceof Json.Obj).map(Amounts::read));
  }
}
