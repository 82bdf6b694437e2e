package io.windlass.oam.read.parts;

import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.Catalogue;
import io.windlass.oam.document.Problems;
import io.windlass.oam.environment.Environment;
import java.util.Map;

/**
 * What an application is read from.
 *
 * @param components ComponentSchematics and Components by name
 * @param revisions earlier states of Components by the name of their revision
 */
public record Sources(
    Json.Obj application,
    Map<String, Json.Obj> components,
    Map<String, Json.Obj> revisions,
    Catalogue catalogue,
    Environment environment,
    Problems problems) {}
