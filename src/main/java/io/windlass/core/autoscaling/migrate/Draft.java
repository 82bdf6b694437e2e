package io.windlass.core.autoscaling.migrate;

import io.windlass.core.autoscaling.check.Checks;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A move while it is worked out: what was said so far, and which names are taken. */
// The annotation that is asked for is of a library, and there is none in core.
@SuppressWarnings("AnnotateFormatMethod")
record Draft(List<String> notes, List<String> refusals, Set<String> names) {
  private static final int LONGEST_NAME = 63;

  Draft() {
    this(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
  }

  void note(String what, Object... values) {
    notes.add(what.formatted(values));
  }

  void refuse(String why, Object... values) {
    refusals.add(why.formatted(values));
  }

  /** A name that a window or a metric may bear, unlike any before; a new one is told. */
  String unique(String given, String otherwise) {
    String label =
        given.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String base = label.isEmpty() ? otherwise : label.substring(0, Math.min(label.length(), 59));
    base = base.replaceAll("-$", "");
    String name = base;
    for (int number = 2; !names.add(name) && name.length() <= LONGEST_NAME; number++) {
      name = base + "-" + number;
    }
    if (!name.equals(base)) {
      note("%s: two of that name, the second is now %s", given, name);
    } else if (!given.equals(name) && !given.isEmpty()) {
      note("%s: called %s here", given, name);
    }
    return name;
  }

  /** A whole object in {@code DryRun}, which nothing acts on until somebody has compared. */
  static Json.Obj object(Json.Obj source, Json.Obj spec) {
    Json.Obj metadata = Json.Obj.EMPTY.with("name", source.text("metadata", "name").orElse(""));
    Optional<String> namespace = source.text("metadata", "namespace");
    return Json.Obj.EMPTY
        .with("apiVersion", "autoscaling.windlass.io/v1alpha1")
        .with("kind", "TimedPodAutoscaler")
        .with("metadata", namespace.map(it -> metadata.with("namespace", it)).orElse(metadata))
        .with("spec", spec);
  }

  /** What became of it: if nothing was refused so far, all checks of the new object are asked. */
  Moved moved(Json.Obj object, Instant now) {
    if (refusals.isEmpty()) {
      for (Finding finding : Checks.ofDocument(ReadAutoscaler.of(object), now)) {
        if (finding.rejects()) {
          refusals.add(finding.toString());
        } else if (finding.answer() == Finding.Answer.WARN) {
          notes.add(finding.toString());
        }
      }
    }
    return new Moved(object, notes, refusals);
  }
}
