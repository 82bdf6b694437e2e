package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.catalogue.TraitEntry;
import io.windlass.oam.document.FieldPath;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.model.TraitUse;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Names;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.TraitReport;
import io.windlass.oam.render.TraitReport.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A trait of a kind that only its own controller knows: handed on as it is, with a reference to the
 * workload where its definition wants one and nowhere else.
 *
 * @param entry what the catalogue says of it, if it does
 */
record ForeignTrait(TraitUse use, Optional<TraitEntry> entry) implements Trait {

  @Override
  public String word() {
    return entry.map(TraitEntry::name).orElse(use.type());
  }

  /** After all others, so that it sees the workload's name and kind. */
  @Override
  public TraitType type() {
    return TraitType.FOREIGN;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    Json.Obj object = site.adopted(use.object(), name(site), "TRAIT");
    Json.Obj made = referring(object, draft.ref());
    String message =
        entry.isPresent() ? "" : "there is no TraitDefinition for it; handed on as it is";
    return draft
        .with(Trait.object(site, this, made))
        .report(new TraitReport(word(), State.APPLIED, List.of(ObjectRef.of(made)), message));
  }

  /** Its own; else component, definition and a hash of what it says. */
  private String name(Site site) {
    Optional<String> own = use.object().text("metadata", "name").filter(it -> !it.isEmpty());
    String definition =
        entry.map(it -> it.name().replaceAll("\\..*", "").toLowerCase(Locale.ROOT)).orElse("trait");
    return own.orElseGet(
        () ->
            Names.of(
                site.instance().name(), definition, Names.hash(JsonText.canonical(use.object()))));
  }

  private Json.Obj referring(Json.Obj object, ObjectRef workload) {
    Optional<String> path =
        entry
            .flatMap(TraitEntry::definition)
            .map(TraitEntry.Definition::workloadRefPath)
            .filter(it -> !it.isEmpty());
    Optional<Json> written =
        path.flatMap(FieldPath::parse).flatMap(it -> it.write(object, workload.json()));
    if (path.isPresent() && written.isEmpty()) {
      use.properties()
          .error(Node.INVALID, "there is no place for the workload's reference at " + path.get());
    }
    return written.map(Json::object).orElse(object);
  }
}
