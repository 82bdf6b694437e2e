package io.windlass.oam.controller;

import io.windlass.core.model.Json;
import io.windlass.oam.cluster.Objects;
import io.windlass.oam.cluster.Objects.Answer;
import io.windlass.oam.model.Identity;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.status.ApplicationStatus.Leftover;
import io.windlass.oam.status.Ownership;
import java.util.Optional;

/** Removes what an application had and has no longer. Thread-safe; blocks. */
record Pruning(Objects objects) {

  /** Removes one; empty if it is gone, or is not the application's to remove. */
  Optional<Leftover> remove(ObjectRef ref, Identity application) {
    return switch (objects.get(application.namespace(), ref)) {
      case Answer.Missing _ -> Optional.empty();
      case Answer.Failed(String _, String why, boolean _) ->
          Optional.of(new Leftover(ref.toString(), why));
      case Answer.There(Json.Obj live) when Ownership.other(live, application).isPresent() ->
          Optional.empty();
      case Answer.There(Json.Obj live) -> delete(ref, live, application);
    };
  }

  private Optional<Leftover> delete(ObjectRef ref, Json.Obj live, Identity application) {
    if (live.at("metadata", "deletionTimestamp").isPresent()) {
      return Optional.of(new Leftover(ref.toString(), "it waits for its finalizers"));
    }
    String uid = live.text("metadata", "uid").orElse("");
    return switch (objects.delete(application.namespace(), ref, uid)) {
      case Answer.There _, Answer.Missing _ -> Optional.empty();
      case Answer.Failed(String _, String why, boolean _) ->
          Optional.of(new Leftover(ref.toString(), why));
    };
  }
}
