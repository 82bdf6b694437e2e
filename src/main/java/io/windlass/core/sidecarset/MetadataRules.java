package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.NameSyntax;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What may be wrong with the annotations that pods get. Stateless. */
final class MetadataRules {
  private MetadataRules() {}

  static void check(List<Json> patches, FaultList faults) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < patches.size(); i++) {
      String field = "spec.patchPodMetadata[" + i + "]";
      Json patch = patches.get(i);
      faults.checkWord(
          patch, field, "patchPolicy", List.of("Retain", "Overwrite", "MergePatchJson"));
      Map<String, Json> annotations = patch.object("annotations").fields();
      faults.check(!annotations.isEmpty(), field + ".annotations", "required");
      boolean merges = patch.text("patchPolicy").filter("MergePatchJson"::equals).isPresent();
      annotations.forEach(
          (key, value) -> {
            String here = field + ".annotations[" + key + "]";
            faults.check(
                NameSyntax.isQualifiedName(key.toLowerCase(Locale.ROOT)),
                here,
                "is not an annotation's key");
            faults.check(value instanceof Json.Text, here, "must be text");
            faults.check(keys.add(key), here, "stands there twice");
            faults.check(
                !merges || value.text().flatMap(JsonText::tryParse).isPresent(),
                here,
                "must be JSON for policy MergePatchJson");
          });
    }
  }
}
