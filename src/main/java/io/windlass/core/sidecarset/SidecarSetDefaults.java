package io.windlass.core.sidecarset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.core.order.UpdateOrder;
import io.windlass.core.sidecarset.SidecarSetSpec.Injection;
import io.windlass.core.sidecarset.SidecarSetSpec.Pinned;
import io.windlass.core.sidecarset.SidecarSetSpec.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a SidecarSet of either version with the defaults of OpenKruise 1.9. A field that cannot be
 * read counts as not set; {@code SidecarSetValidator} says what is wrong with it. Stateless.
 */
public final class SidecarSetDefaults {
  static final int HISTORY_LIMIT = 10;
  static final IntOrPercent PARTITION = new IntOrPercent.Count(0);
  static final IntOrPercent MAX_UNAVAILABLE = new IntOrPercent.Count(1);

  private SidecarSetDefaults() {}

  /**
   * What a spec asks for.
   *
   * @param labels of the SidecarSet, among which v1alpha1 has the custom version
   */
  public static SidecarSetSpec fill(Map<String, String> labels, Json.Obj spec) {
    return new SidecarSetSpec(
        Selector.read(spec.object("selector"), "spec.selector", new ArrayList<>()),
        namespaces(spec),
        containers(spec.items("initContainers"), false),
        containers(spec.items("containers"), true),
        spec.items("volumes"),
        spec.items("imagePullSecrets"),
        update(spec.object("updateStrategy")),
        injection(spec.object("injectionStrategy")),
        historyLimit(spec),
        spec.items("patchPodMetadata").stream().map(MetadataPatch::read).toList(),
        spec.text("customVersion")
            .filter(version -> !version.isEmpty())
            .orElseGet(() -> labels.getOrDefault(SidecarSetKeys.CUSTOM_VERSION, "")));
  }

  /** The one namespace of v1alpha1 goes before the selector. */
  private static Optional<Selector> namespaces(Json.Obj spec) {
    return spec.text("namespace")
        .filter(name -> !name.isEmpty())
        .map(
            name ->
                new Selector(
                    List.of(new Selector.Requirement.Is(SidecarSetKeys.NAMESPACE_NAME, name))))
        .or(() -> selector(spec, "namespaceSelector"));
  }

  private static Optional<Selector> selector(Json.Obj object, String field) {
    return object
        .at(field)
        .filter(json -> json instanceof Json.Obj)
        .map(json -> Selector.read((Json.Obj) json, field, new ArrayList<>()));
  }

  private static List<SidecarContainer> containers(List<Json> items, boolean beforeByDefault) {
    return items.stream()
        .filter(item -> item instanceof Json.Obj)
        .map(item -> container((Json.Obj) item, beforeByDefault))
        .toList();
  }

  private static SidecarContainer container(Json.Obj json, boolean beforeByDefault) {
    Json.Obj container = json;
    for (String field : SidecarContainer.OWN_FIELDS) {
      container = container.without(field);
    }
    boolean hot = json.text("upgradeStrategy", "upgradeType").orElse("").equals("HotUpgrade");
    return new SidecarContainer(
        container,
        isBefore(json.text("podInjectPolicy").orElse(""), beforeByDefault),
        hot,
        hot ? json.text("upgradeStrategy", "hotUpgradeEmptyImage").orElse("") : "",
        new SidecarContainer.Sharing(
            isEnabled(json.object("shareVolumePolicy")),
            isEnabled(json.object("shareVolumeDevicePolicy"))),
        json.items("transferEnv").stream().map(TransferEnv::read).toList(),
        json.at("resourcesPolicy")
            .filter(policy -> policy instanceof Json.Obj)
            .map(policy -> ResourcesPolicy.read((Json.Obj) policy)));
  }

  private static boolean isBefore(String policy, boolean byDefault) {
    return policy.isEmpty() ? byDefault : policy.equals("BeforeAppContainer");
  }

  private static boolean isEnabled(Json.Obj policy) {
    return policy.text("type").filter("enabled"::equals).isPresent();
  }

  private static Update update(Json.Obj strategy) {
    return new Update(
        !strategy.text("type").filter("NotUpdate"::equals).isPresent(),
        strategy.bool("paused").orElse(false),
        selector(strategy, "selector"),
        strategy.at("partition").flatMap(IntOrPercent::of).orElse(PARTITION),
        strategy.at("maxUnavailable").flatMap(IntOrPercent::of).orElse(MAX_UNAVAILABLE),
        UpdateOrder.read(strategy));
  }

  private static Injection injection(Json.Obj strategy) {
    Json.Obj revision = strategy.object("revision");
    Pinned pinned =
        new Pinned(
            revision.text("revisionName"),
            revision.text("customVersion"),
            revision.text("policy").filter("Partial"::equals).isPresent());
    boolean named = pinned.revisionName().isPresent() || pinned.customVersion().isPresent();
    return new Injection(
        strategy.bool("paused").orElse(false), named ? Optional.of(pinned) : Optional.empty());
  }

  private static int historyLimit(Json.Obj spec) {
    long limit = spec.number("revisionHistoryLimit").orElse((long) HISTORY_LIMIT);
    return Math.clamp(limit, 1, Integer.MAX_VALUE);
  }
}
