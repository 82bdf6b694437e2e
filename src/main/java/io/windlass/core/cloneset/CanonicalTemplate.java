package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import io.windlass.core.podspec.PodSpecDefaults;
import io.windlass.core.podspec.PodSpecMeaning;

/**
 * The one form of all templates that mean the same: defaults filled in, what says nothing left out,
 * quantities by their value. Two templates are of one revision exactly if these are equal, whoever
 * wrote them: a person, a Go client that leaves out what is empty, or OpenKruise's admission. Only
 * compared, never stored. Stateless; cost O(template).
 */
final class CanonicalTemplate {
  private CanonicalTemplate() {}

  /** Of a tidied template. */
  static Json.Obj of(Json.Obj template) {
    return PodSpecMeaning.of(PodSpecDefaults.fillTemplate(template));
  }

  /** Whether two tidied templates mean the same. */
  static boolean areEqual(Json.Obj one, Json.Obj other) {
    return one.equals(other) || of(one).equals(of(other));
  }
}
