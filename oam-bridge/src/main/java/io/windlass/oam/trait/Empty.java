package io.windlass.oam.trait;

import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;

/** Nothing at all; Rudr has it for tests. */
record Empty() implements Trait {
  @Override
  public TraitType type() {
    return TraitType.EMPTY;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    return draft.report(Trait.applied(this));
  }
}
