package io.windlass.oam.admission;

import io.windlass.core.model.Json;
import io.windlass.oam.model.Kind;
import io.windlass.oam.translate.Inputs;
import java.util.Optional;

/** What an admission may ask the cluster. Each question ends within seconds. */
public interface OamSurroundings {
  /** All that the translation of an application depends on, as it is now. */
  Inputs inputs(Json.Obj application);

  /** Where applications run. */
  Inputs.Place place();

  /** The plural of a kind; empty if the cluster does not serve it. */
  Optional<String> plural(Kind kind);

  /**
   * Whether somebody may do something; no if the cluster does not answer.
   *
   * @param user {@code userInfo} of a review
   */
  boolean may(Json.Obj user, Right right);
}
