package io.windlass.oam.translate;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.environment.Environment;
import io.windlass.oam.environment.Served;
import io.windlass.oam.environment.ShippedEnvironments;
import java.util.Map;

/**
 * All that a translation depends on.
 *
 * @param application with its uid, if it is stored already
 * @param components ComponentSchematics and Components by name, each in its latest state
 * @param revisions earlier states of Components by the name of their revision
 */
public record Inputs(
    Json.Obj application,
    Map<String, Json.Obj> components,
    Map<String, Json.Obj> revisions,
    Place place) {
  public Inputs {
    components = Map.copyOf(components);
    revisions = Map.copyOf(revisions);
  }

  /** Where the application is to run. */
  public record Place(Catalogue catalogue, Environment environment, Served served, Live live) {
    /** One with everything and nothing running yet. */
    public static Place standard() {
      return new Place(
          Catalogue.empty(), ShippedEnvironments.first(), Served.withWindlass(), Live.nothing());
    }
  }
}
