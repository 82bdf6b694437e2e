package io.windlass.oam.controller;

import io.windlass.core.model.Json;
import io.windlass.oam.cluster.Objects;
import io.windlass.oam.cluster.Objects.Answer;
import io.windlass.oam.model.Identity;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps applications that have objects outside of any namespace until these are gone: no owner
 * reference can remove them. All others can be deleted while no bridge runs.
 */
record Finalizer(Objects objects) {
  static final String NAME = "oam-bridge/cluster-resources";
  static final Kind APPLICATION = new Kind("core.oam.dev/v1alpha2", "ApplicationConfiguration");

  static boolean isSet(Json.Obj document) {
    return document.items("metadata", "finalizers").contains(Json.of(NAME));
  }

  /** Sets it or takes it off; fails if the document has changed since it was read. */
  Answer set(Json.Obj document, Identity application, boolean wanted) {
    List<Json> all = new ArrayList<>(document.items("metadata", "finalizers"));
    all.remove(Json.of(NAME));
    if (wanted) {
      all.add(Json.of(NAME));
    }
    Json.Obj metadata =
        Json.Obj.EMPTY
            .with("resourceVersion", document.text("metadata", "resourceVersion").orElse(""))
            .with("finalizers", Json.of(all));
    return objects.merge(
        application.namespace(),
        new ObjectRef(APPLICATION, application.name()),
        "",
        Json.Obj.EMPTY.with("metadata", metadata));
  }
}
