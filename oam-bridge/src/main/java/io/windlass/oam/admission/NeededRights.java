package io.windlass.oam.admission;

import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.catalogue.TraitEntry;
import io.windlass.oam.catalogue.WorkloadEntry;
import io.windlass.oam.database.DatabaseSpec;
import io.windlass.oam.document.Path;
import io.windlass.oam.model.Application;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.TraitUse;
import io.windlass.oam.model.Workload;
import io.windlass.oam.trait.TraitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What whoever writes an application must be allowed, since the bridge acts for him: to use each
 * trait, and each workload type of the catalogue; and to create what no entry of the catalogue
 * vouches for.
 */
record NeededRights(Application application, Catalogue catalogue, OamSurroundings surroundings) {
  private static final String TRAITS = "traits";
  private static final String WORKLOADS = "workloadtypes";

  /** A right and where it is needed. */
  record Needed(Path at, Right right) {}

  List<Needed> all() {
    List<Needed> needed = new ArrayList<>();
    for (Instance instance : application.instances()) {
      if (instance.workload() instanceof Workload.Embedded embedded) {
        needed.add(new Needed(instance.at().path(), workload(Kind.of(embedded.object()))));
      }
      instance.traits().forEach(use -> needed.add(new Needed(use.properties().path(), trait(use))));
    }
    return needed;
  }

  /** What it takes to have an object of a kind made. */
  Right workload(Kind kind) {
    if (kind.equals(DatabaseSpec.KIND)) {
      return Right.use(WORKLOADS, namespace(), "database");
    }
    return catalogue
        .workloadOf(kind)
        .map(WorkloadEntry::name)
        .map(name -> Right.use(WORKLOADS, namespace(), name))
        .orElseGet(() -> create(kind));
  }

  private Right trait(TraitUse use) {
    Optional<TraitType> ours = TraitType.named(use.type());
    Kind kind = Kind.of(use.object());
    boolean foreign = use.isObject() && !kind.group().endsWith("oam.dev");
    if (ours.isPresent() && !foreign) {
      return Right.use(TRAITS, namespace(), ours.get().word());
    }
    if (!use.isObject()) {
      return Right.use(TRAITS, namespace(), use.type());
    }
    return catalogue
        .traitOf(kind)
        .map(TraitEntry::name)
        .map(name -> Right.use(TRAITS, namespace(), name))
        .orElseGet(() -> create(kind));
  }

  // Where the plural is not known nobody has a right by it but those who have all.
  private Right create(Kind kind) {
    String plural =
        surroundings.plural(kind).orElseGet(() -> kind.kind().toLowerCase(Locale.ROOT) + "s");
    return Right.create(kind.group(), plural, namespace());
  }

  private String namespace() {
    return application.identity().namespace();
  }
}
