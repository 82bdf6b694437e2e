package io.windlass.core.cloneset;

import io.windlass.core.inplace.TemplateChange;
import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;

/**
 * What the planner reads in stored documents. Every answer depends on its question alone, and most
 * questions of a plan were asked by the plan before: whoever plans again and again may remember the
 * answers, {@link #ANEW} does not.
 */
public interface Documents {
  /** Finds everything out anew. */
  Documents ANEW = new Documents() {};

  /** What a CloneSet's {@code .spec} asks for. */
  default ReadSpec spec(Json.Obj spec) {
    return ReadSpec.of(spec);
  }

  /** The template in the data of a revision, tidied. */
  default Json.Obj template(Json.Obj revisionData) {
    return TemplateDocument.recorded(revisionData);
  }

  /** How pods of one revision get to another. */
  default TemplateChange change(RevisionView from, RevisionView to, TemplateChange.Means means) {
    TemplateChange change =
        TemplateChange.between(
            CanonicalTemplate.of(template(from.data())),
            CanonicalTemplate.of(template(to.data())),
            means);
    // Compared by meaning, but written as the user wrote it: 64Mi, not 67108864.
    return change instanceof TemplateChange.InPlace inPlace
        ? inPlace.spelledAs(template(to.data()))
        : change;
  }
}
