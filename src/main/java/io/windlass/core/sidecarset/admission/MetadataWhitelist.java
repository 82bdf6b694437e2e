package io.windlass.core.sidecarset.admission;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The administrator's list of annotation keys that SidecarSets may put on pods. Read anew each
 * time.
 *
 * @param allowsAllByDefault where no rule is for a SidecarSet
 */
record MetadataWhitelist(Optional<String> text, boolean allowsAllByDefault) {
  private static final String FIELD = "spec.patchPodMetadata";
  private static final String WHERE =
      "key SidecarSet_PatchPodMetadata_WhiteList of ConfigMap kruise-configuration";

  /**
   * What a SidecarSet must not patch.
   *
   * @param labels of the SidecarSet
   */
  List<Violation> violations(Map<String, String> labels, List<Json> patches) {
    if (patches.isEmpty()) {
      return List.of();
    }
    Optional<Json> list = text.flatMap(JsonText::tryParse);
    if (text.isPresent() && list.isEmpty()) {
      return List.of(new Violation(FIELD, WHERE + " is no JSON"));
    }
    List<Pattern> allowed = new ArrayList<>();
    for (Json rule : list.map(json -> json.items("rules")).orElse(List.of())) {
      Optional<Violation> fault = add(rule, labels, allowed);
      if (fault.isPresent()) {
        return List.of(fault.get());
      }
    }
    if (allowed.isEmpty()) {
      return allowsAllByDefault
          ? List.of()
          : List.of(new Violation(FIELD, "no annotation is allowed: " + WHERE + " lists none"));
    }
    return refused(patches, allowed);
  }

  private static Optional<Violation> add(
      Json rule, Map<String, String> labels, List<Pattern> allowed) {
    if (rule.at("selector").orElse(Json.Null.VALUE) instanceof Json.Obj selector) {
      List<Violation> faults = new ArrayList<>();
      boolean matches = Selector.read(selector, "selector", faults).matches(labels);
      if (!faults.isEmpty()) {
        return Optional.of(new Violation(FIELD, WHERE + ": " + faults.getFirst()));
      }
      if (!matches) {
        return Optional.empty();
      }
    }
    for (Json expression : rule.items("allowedAnnotationKeyExprs")) {
      try {
        allowed.add(Pattern.compile(expression.text().orElse("(?!)")));
      } catch (PatternSyntaxException e) {
        return Optional.of(
            new Violation(
                FIELD, "%s: \"%s\" is no regular expression".formatted(WHERE, e.getPattern())));
      }
    }
    return Optional.empty();
  }

  private static List<Violation> refused(List<Json> patches, List<Pattern> allowed) {
    List<Violation> faults = new ArrayList<>();
    for (int i = 0; i < patches.size(); i++) {
      for (String key : patches.get(i).object("annotations").fields().keySet()) {
        if (allowed.stream().noneMatch(pattern -> pattern.matcher(key).find())) {
          faults.add(
              new Violation(
                  FIELD + "[" + i + "].annotations[" + key + "]", "is not allowed by " + WHERE));
        }
      }
    }
    return faults;
  }
}
