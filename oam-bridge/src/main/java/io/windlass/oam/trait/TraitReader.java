package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.catalogue.TraitEntry;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.TraitUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads the traits of an instance, in the order in which they are laid. */
public record TraitReader(Instance instance, Catalogue catalogue) {

  /** Those that can be understood; what is wrong goes to the document's problems. */
  public List<Trait> read() {
    List<Trait> traits = new ArrayList<>();
    List<Asked> asked = instance.traits().stream().map(this::asked).toList();
    new TraitRules(instance, asked).check();
    for (Asked each : asked) {
      trait(each).ifPresent(traits::add);
    }
    return inOrder(together(traits));
  }

  /** A trait with what is known of it. */
  record Asked(TraitUse use, Optional<TraitType> type, Optional<TraitEntry> entry) {
    String word() {
      return type.map(TraitType::word).or(() -> entry.map(TraitEntry::name)).orElse(use.type());
    }
  }

  private Asked asked(TraitUse use) {
    Optional<TraitType> type = type(use);
    Optional<TraitEntry> named =
        Optional.ofNullable(catalogue.traits().get(type.map(TraitType::word).orElse(use.type())));
    Optional<TraitEntry> entry =
        use.isObject() ? catalogue.traitOf(Kind.of(use.object())).or(() -> named) : named;
    return new Asked(use, type, entry);
  }

  /** A word of ours; or an object of one of OAM's own kinds, or of a kind that has passed away. */
  private static Optional<TraitType> type(TraitUse use) {
    if (!use.isObject()) {
      return TraitType.named(use.type());
    }
    Kind kind = Kind.of(use.object());
    boolean oam = kind.group().equals("oam.dev") || kind.group().endsWith(".oam.dev");
    return oam ? TraitType.named(use.type()) : Optional.empty();
  }

  private static Optional<Trait> trait(Asked asked) {
    TraitUse use = asked.use();
    Node properties = use.properties();
    if (asked.type().isEmpty()) {
      if (use.isObject()) {
        return Optional.of(new ForeignTrait(OldIngress.renewed(use), asked.entry()));
      }
      return asked
          .entry()
          .flatMap(TraitEntry::definition)
          .map(definition -> new ForeignTrait(object(use, definition.kind()), asked.entry()));
    }
    return switch (asked.type().get()) {
      case LABELS, ANNOTATIONS -> MetadataTrait.read(asked.type().get(), properties);
      case ENV -> EnvTrait.read(properties);
      case RESOURCES -> ResourcesTrait.read(properties);
      case VOLUME_MOUNTER -> VolumeMounter.read(properties);
      case ROLLOUT -> Optional.of(new RolloutReader(properties).read());
      case MANUAL_SCALER -> ManualScaler.read(properties);
      case AUTO_SCALER -> AutoScaler.read(properties);
      case TIMED_SCALER -> TimedScaler.read(properties);
      case EXPOSE -> Expose.read(properties);
      case INGRESS -> IngressTrait.read(properties);
      case MONITORING -> MonitoringTrait.read(properties);
      case SIDECAR -> Sidecar.read(properties);
      case DISRUPTION_BUDGET -> DisruptionBudget.read(properties);
      case DATABASE_BINDING -> DatabaseBinding.read(properties);
      case EMPTY -> Optional.of(new Empty());
      case FOREIGN -> Optional.empty();
    };
  }

  /** A trait that is named, as an object of its definition's kind. */
  private static TraitUse object(TraitUse use, Kind kind) {
    Json.Obj object =
        Json.Obj.EMPTY
            .with("apiVersion", kind.apiVersion())
            .with("kind", kind.kind())
            .with("spec", use.properties().json());
    return new TraitUse(use.type(), use.properties(), object, use.flow());
  }

  /** Time and load are one autoscaler. */
  private static List<Trait> together(List<Trait> traits) {
    Optional<AutoScaler> load = only(traits, AutoScaler.class);
    Optional<TimedScaler> time = only(traits, TimedScaler.class);
    if (load.isEmpty() || time.isEmpty()) {
      return traits;
    }
    List<Trait> others = new ArrayList<>(traits);
    others.removeAll(List.of(load.get(), time.get()));
    others.add(time.get().with(load.get()));
    return others;
  }

  private static <T> Optional<T> only(List<Trait> traits, Class<T> type) {
    return traits.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static List<Trait> inOrder(List<Trait> traits) {
    return traits.stream().sorted(Comparator.comparing(Trait::type)).toList();
  }
}
