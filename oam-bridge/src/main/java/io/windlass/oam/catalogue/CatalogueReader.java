package io.windlass.oam.catalogue;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.document.Node;
import io.windlass.oam.document.Problems;
import io.windlass.oam.model.Characteristics;
import io.windlass.oam.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the catalogue's objects of both generations. One that cannot be read is left out with its
 * problems, so that no mistake in one entry takes the others from applications. For one thread.
 */
public final class CatalogueReader {
  /** A definition of a kind that the cluster does not serve. */
  public static final String NOT_SERVED = "KindNotServed";

  private final KindNames names;
  private final Problems problems;
  private final List<TraitEntry> traits = new ArrayList<>();
  private final List<WorkloadEntry> workloads = new ArrayList<>();
  private final List<ScopeEntry> scopes = new ArrayList<>();

  private CatalogueReader(KindNames names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /** The entries among some objects; later ones take the place of earlier ones. */
  public static Catalogue read(List<Json.Obj> objects, KindNames names, Problems problems) {
    CatalogueReader reader = new CatalogueReader(names, problems);
    objects.forEach(reader::add);
    return Catalogue.of(reader.traits, reader.workloads, reader.scopes);
  }

  private void add(Json.Obj object) {
    String name = object.text("metadata", "name").orElse("");
    String kind = object.text("kind").orElse("");
    Problems own = new Problems();
    Node spec = Node.of(object, kind + " " + name, own).child("spec");
    Runnable entry = entry(name, kind, spec, object);
    if (!own.refuse()) {
      entry.run();
    }
    own.list().forEach(problems::add);
  }

  private Runnable entry(String name, String kind, Node spec, Json.Obj object) {
    return switch (kind) {
      case "Trait" -> {
        TraitEntry trait = trait(name, spec);
        yield () -> traits.add(trait);
      }
      case "TraitDefinition" -> {
        TraitEntry trait = definedTrait(name, spec);
        yield () -> traits.add(trait);
      }
      case "WorkloadType" -> {
        WorkloadEntry type = type(name, spec);
        yield () -> workloads.add(type);
      }
      case "WorkloadDefinition" -> {
        WorkloadEntry type = definedType(name, spec, object.object("metadata", "labels"));
        yield () -> workloads.add(type);
      }
      case "ApplicationScope" -> {
        ScopeEntry scope =
            new ScopeEntry(name, spec.requiredText("type"), overlap(spec), "spec.workloadRefs");
        yield () -> scopes.add(scope);
      }
      case "ScopeDefinition" -> {
        ScopeEntry scope = definedScope(name, spec);
        yield () -> scopes.add(scope);
      }
      default -> () -> {};
    };
  }

  private static TraitEntry trait(String name, Node spec) {
    spec.only("appliesTo", "conflictsWith", "target", "properties");
    List<String> appliesTo = spec.texts("appliesTo");
    if (appliesTo.isEmpty()) {
      spec.missing("appliesTo");
    }
    return new TraitEntry(
        name, appliesTo, spec.texts("conflictsWith"), properties(spec), Optional.empty());
  }

  // The first runtime kept schemas as texts, one of which is no JSON; an operator can still attach
  // the trait, since nothing of it is looked up in the schema but what there is to say.
  private static Json.Obj properties(Node spec) {
    Optional<Json> value = spec.raw("properties");
    if (value.isEmpty()) {
      return Json.Obj.EMPTY;
    }
    return switch (value.get()) {
      case Json.Obj object -> object;
      case Json.Text(String text)
          when JsonText.tryParse(text).orElse(Json.Null.VALUE) instanceof Json.Obj object ->
          object;
      default -> {
        spec.warnAt("properties", Node.INVALID, "is no JSON schema, so properties are not checked");
        yield Json.Obj.EMPTY;
      }
    };
  }

  private TraitEntry definedTrait(String name, Node spec) {
    List<String> appliesTo = spec.texts("appliesToWorkloads");
    return new TraitEntry(
        name,
        appliesTo.isEmpty() ? List.of("*") : appliesTo,
        spec.texts("conflictsWith"),
        Json.Obj.EMPTY,
        Optional.of(
            new TraitEntry.Definition(
                kind(spec),
                spec.text("workloadRefPath").orElse(""),
                spec.flag("revisionEnabled").orElse(false))));
  }

  private static WorkloadEntry type(String name, Node spec) {
    String group = spec.requiredText("group");
    String version = spec.text("version").orElse("v1");
    String kind = spec.child("names").requiredText("kind");
    return new WorkloadEntry(
        name,
        new Kind(group + "/" + version, kind),
        new Characteristics(
            spec.flag("replicable").orElse(false),
            spec.flag("daemonized").orElse(false),
            spec.flag("exposed").orElse(false),
            spec.flag("podspecable").orElse(false)),
        "");
  }

  private WorkloadEntry definedType(String name, Node spec, Json.Obj labels) {
    String podSpecPath = spec.text("podSpecPath").orElse("");
    boolean pods = !podSpecPath.isEmpty();
    return new WorkloadEntry(
        name,
        kind(spec),
        new Characteristics(
            label(labels, "replicable", pods),
            label(labels, "daemonized", pods),
            label(labels, "exposed", pods),
            label(labels, "podspecable", pods)),
        podSpecPath);
  }

  private static boolean label(Json.Obj labels, String name, boolean otherwise) {
    return labels.text("workload.oam.dev/" + name).map("true"::equals).orElse(otherwise);
  }

  private ScopeEntry definedScope(String name, Node spec) {
    return new ScopeEntry(
        name, kind(spec).toString(), overlap(spec), spec.text("workloadRefsPath").orElse(""));
  }

  private static boolean overlap(Node spec) {
    return spec.flag("allowComponentOverlap").orElse(true);
  }

  private Kind kind(Node spec) {
    Node ref = spec.child("definitionRef");
    String name = ref.requiredText("name");
    Optional<Kind> kind =
        ref.text("version").map(version -> names.named(name, version)).orElse(names.named(name));
    if (kind.isEmpty() && !name.isEmpty()) {
      ref.errorAt("name", NOT_SERVED, "the cluster serves no kind by the definition " + name);
    }
    return kind.orElse(new Kind("", ""));
  }
}
