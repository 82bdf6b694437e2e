package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.oam.document.Node;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Labels;
import io.windlass.oam.render.Site;
import java.util.Map;
import java.util.Optional;

/** Labels or annotations of the workload and its pods. Those that pods are found by are ours. */
record MetadataTrait(TraitType type, Map<String, String> texts) implements Trait {
  MetadataTrait {
    texts = Map.copyOf(texts);
  }

  static Optional<Trait> read(TraitType type, Node properties) {
    Map<String, String> texts =
        new Node(
                Json.Obj.EMPTY.with("all", properties.json()),
                properties.path(),
                properties.document(),
                properties.problems())
            .textMap("all");
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      if (!NameSyntax.isQualifiedName(entry.getKey())) {
        properties.errorAt(entry.getKey(), Node.INVALID, "is no name of a label or annotation");
      }
      if (type == TraitType.LABELS && !NameSyntax.isLabelValue(entry.getValue())) {
        properties.errorAt(
            entry.getKey(),
            Node.INVALID,
            "\"%s\" is no value of a label".formatted(entry.getValue()));
      }
      if (Labels.isOurs(entry.getKey())) {
        properties.errorAt(entry.getKey(), "ReservedName", "is set by the bridge itself");
      }
    }
    return Optional.of(new MetadataTrait(type, texts));
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    Draft marked = draft.workload(mark(draft.workload()));
    return (marked.hasTemplate() ? marked.template(this::mark) : marked)
        .report(Trait.applied(this));
  }

  private Json.Obj mark(Json.Obj object) {
    Json.Obj metadata = object.object("metadata");
    String field = type == TraitType.LABELS ? "labels" : "annotations";
    Json.Obj merged = Site.over(metadata.object(field), Json.ofTexts(texts));
    return object.with("metadata", metadata.with(field, merged));
  }
}
