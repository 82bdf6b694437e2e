package io.windlass.oam.trait;

import io.windlass.oam.catalogue.TraitEntry;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.Workload;
import io.windlass.oam.trait.TraitReader.Asked;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which traits may stand on what and beside what: one of each type, each on a workload that fits,
 * none beside one that it conflicts with, and one owner of the number of copies.
 */
record TraitRules(Instance instance, List<Asked> asked) {

  void check() {
    Set<String> words = new HashSet<>();
    for (Asked each : asked) {
      Node at = each.use().properties();
      boolean several = each.type().filter(it -> it != TraitType.SIDECAR).isPresent();
      if (several && !words.add(each.word())) {
        at.error("DuplicateTrait", "the trait %s is there twice".formatted(each.word()));
      }
      if (each.type().isEmpty() && each.entry().isEmpty() && !each.use().isObject()) {
        at.error("UnknownTrait", "there is no trait \"%s\"".formatted(each.use().type()));
      }
      applies(each, at);
      each.entry().ifPresent(entry -> conflicts(each, entry, at));
    }
    oneOwner();
  }

  private void applies(Asked each, Node at) {
    Workload workload = instance.workload();
    boolean fits = each.type().map(it -> it.fits(workload.characteristics())).orElse(true);
    boolean listed =
        each.entry()
            .map(TraitEntry::appliesTo)
            .map(names -> names.isEmpty() || names.stream().anyMatch(this::matches))
            .orElse(true);
    if (!fits || !listed) {
      String wanted =
          fits
              ? String.join(", ", each.entry().orElseThrow().appliesTo())
              : each.type().orElseThrow().needs().replace(" ", " and ");
      at.error(
          "TraitNotApplicable",
          "the trait %s does not apply to %s; it applies to what is %s"
              .formatted(each.word(), workload.typeName(), wanted));
    }
  }

  /** A name of a type, of a CRD or of a characteristic, or a pattern of groups. */
  private boolean matches(String name) {
    Workload workload = instance.workload();
    String type = workload.typeName();
    int dot = type.lastIndexOf('.');
    Kind kind = new Kind(type.substring(0, dot), type.substring(dot + 1));
    return name.equals("*")
        || name.equals(type)
        || (name.startsWith("*.") && name.substring(2).equals(kind.group()))
        || workload.characteristics().has(name)
        || name.equalsIgnoreCase(kind.kind() + "s." + kind.group())
        || name.equalsIgnoreCase(kind.kind());
  }

  private void conflicts(Asked each, TraitEntry entry, Node at) {
    for (Asked other : asked) {
      boolean named =
          entry.conflictsWith().contains("*") || entry.conflictsWith().contains(other.word());
      if (!other.equals(each) && named) {
        at.error(
            "TraitConflict",
            "the traits %s and %s exclude each other".formatted(each.word(), other.word()));
      }
    }
  }

  /** The number of copies is either said or found, not both. */
  private void oneOwner() {
    Set<TraitType> types =
        asked.stream().flatMap(it -> it.type().stream()).collect(Collectors.toSet());
    boolean scaled =
        types.contains(TraitType.AUTO_SCALER) || types.contains(TraitType.TIMED_SCALER);
    if (types.contains(TraitType.MANUAL_SCALER) && scaled) {
      for (Asked each : asked) {
        if (each.type().filter(it -> it == TraitType.MANUAL_SCALER).isPresent()) {
          each.use()
              .properties()
              .error(
                  "TraitConflict",
                  "manual-scaler says how many copies run, and so does the autoscaler beside it");
        }
      }
    }
  }
}
