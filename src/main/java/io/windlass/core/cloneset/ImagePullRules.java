package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import java.util.List;

/**
 * Checks of how images are to be pulled ahead, which {@code v1beta1} has fields for. In {@code
 * v1alpha1} annotations say it, which are hints and never refused. Stateless.
 */
final class ImagePullRules {
  private static final String FIELD = "spec.updateStrategy.rollingUpdate.inPlaceUpdateStrategy.";
  private static final String PARALLELISM = "imagePreDownloadParallelism";

  private ImagePullRules() {}

  /** All faults, in the words of {@code v1beta1}; none for an object of another version. */
  static List<Violation> violations(Json.Obj object) {
    Json.Obj strategy =
        object.object("spec", "updateStrategy", "rollingUpdate", "inPlaceUpdateStrategy");
    Faults faults = new Faults();
    strategy
        .get(PARALLELISM)
        .filter(json -> !(json instanceof Json.Null))
        .ifPresent(
            json ->
                faults.check(
                    isCount(json), FIELD + PARALLELISM, "must be a whole number, not a share"));
    for (String field :
        List.of("imagePreDownloadTimeoutSeconds", "imagePreDownloadMinUpdatedReadyPods")) {
      strategy
          .number(field)
          .ifPresent(
              number -> faults.check(number >= 0, FIELD + field, number + " is less than 0"));
    }
    return faults.found();
  }

  private static boolean isCount(Json json) {
    return json.text()
        .map(text -> text.matches("\\d{1,9}"))
        .orElseGet(() -> json.number().filter(number -> number >= 0).isPresent());
  }
}
