package io.windlass.core.cloneset;

import io.windlass.core.admission.Surroundings;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the API server what it thinks of a pod of a template, without making one. It has the last
 * word: nobody else knows all its rules.
 */
record TemplateProbe(Surroundings surroundings) {

  /** What the server holds against the pod, with the fields of the template. */
  List<Violation> violations(ObjectKey cloneSet, Json.Obj object) {
    return surroundings.dryRun(cloneSet.namespace(), pod(cloneSet, object.object("spec"))).stream()
        .map(
            fault ->
                new Violation(
                    fault.field().isEmpty() ? "spec.template" : "spec.template." + fault.field(),
                    fault.message()))
        .toList();
  }

  private static Json.Obj pod(ObjectKey cloneSet, Json.Obj spec) {
    Json.Obj template = TemplateDocument.tidy(spec.object("template"));
    Json.Obj metadata = template.object("metadata");
    Json.Obj named =
        Json.Obj.EMPTY
            .with("generateName", cloneSet.name() + "-")
            .with("namespace", cloneSet.namespace())
            .with("labels", metadata.object("labels"))
            .with("annotations", metadata.object("annotations"));
    return Json.Obj.EMPTY
        .with("apiVersion", "v1")
        .with("kind", "Pod")
        .with("metadata", named)
        .with("spec", withClaims(template.object("spec"), spec.items("volumeClaimTemplates")));
  }

  // A claim of the pod's own takes the place of a volume of its name.
  private static Json.Obj withClaims(Json.Obj pod, List<Json> claims) {
    List<String> names =
        claims.stream().flatMap(claim -> claim.text("metadata", "name").stream()).toList();
    if (names.isEmpty()) {
      return pod;
    }
    List<Json> volumes = new ArrayList<>();
    pod.items("volumes").stream()
        .filter(volume -> volume.text("name").stream().noneMatch(names::contains))
        .forEach(volumes::add);
    for (String name : names) {
      volumes.add(
          Json.Obj.EMPTY
              .with("name", name)
              .with("persistentVolumeClaim", Json.Obj.EMPTY.with("claimName", name)));
    }
    return pod.with("volumes", Json.of(volumes));
  }
}
