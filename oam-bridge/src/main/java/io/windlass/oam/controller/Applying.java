package io.windlass.oam.controller;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.cluster.Objects;
import io.windlass.oam.cluster.Objects.Answer;
import io.windlass.oam.model.Identity;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Names;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.render.Rendered.Lent;
import io.windlass.oam.status.Landed;
import io.windlass.oam.status.Landed.Outcome;
import io.windlass.oam.status.Ownership;
import io.windlass.oam.status.Standing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings objects to the cluster by server-side apply, with one field manager for each application.
 * What was applied before and still has each wanted field is not written again. Thread-safe;
 * blocks.
 */
final class Applying {
  /** Who writes what a lent field starts with. */
  private static final String STARTER = "oam-bridge-start";

  private static final int LONGEST_MANAGER = 128;

  private final Objects objects;
  private final Passwords passwords;
  private final Map<Place, Applied> applied = new ConcurrentHashMap<>();

  private record Place(String uid, ObjectRef ref) {}

  /**
   * What was applied last.
   *
   * @param resourceVersion of the answer
   */
  private record Applied(String hash, String resourceVersion) {}

  Applying(Objects objects, Passwords passwords) {
    this.objects = objects;
    this.passwords = passwords;
  }

  /** Brings one object there. */
  Landed apply(Rendered rendered, Identity application) {
    ObjectRef ref = rendered.ref();
    return new Landed(
        rendered,
        switch (objects.get(application.namespace(), ref)) {
          case Answer.Failed(String reason, String why, boolean _) ->
              new Outcome.Failed(reason, why);
          case Answer.Missing _ -> create(passwords.filled(rendered, Json.Obj.EMPTY), application);
          case Answer.There(Json.Obj live) ->
              Ownership.other(live, application)
                  .<Outcome>map(
                      other ->
                          new Outcome.Failed(
                              "NotOurs", "%s is there and belongs to %s".formatted(ref, other)))
                  .orElseGet(() -> change(passwords.filled(rendered, live), live, application));
        });
  }

  /** An application is no more. */
  void forget(String uid) {
    applied.keySet().removeIf(place -> place.uid().equals(uid));
  }

  private Outcome create(Rendered rendered, Identity application) {
    Outcome outcome = write(rendered, application);
    if (!(outcome instanceof Outcome.There(Json.Obj live))) {
      return outcome;
    }
    for (Lent lent : rendered.lent()) {
      if (!live.at(lent.path().toArray(String[]::new)).equals(Optional.of(lent.start()))) {
        outcome = start(rendered, lent, lent.start(), application);
      }
    }
    return outcome;
  }

  private Outcome change(Rendered rendered, Json.Obj live, Identity application) {
    Place place = new Place(application.uid(), rendered.ref());
    Applied wanted = new Applied(hash(rendered), version(live));
    if (isStanding(applied.get(place), wanted, rendered, live)) {
      applied.put(place, wanted);
      return handOver(rendered, live, application).orElse(new Outcome.There(live));
    }
    Optional<Outcome> failure =
        handOver(rendered, live, application).filter(it -> it instanceof Outcome.Failed);
    return failure.orElseGet(() -> write(rendered, application));
  }

  // What was applied before may have had fields that are not wanted any more.
  private static boolean isStanding(
      @Nullable Applied last, Applied wanted, Rendered rendered, Json.Obj live) {
    return last != null
        && last.hash().equals(wanted.hash())
        && (last.equals(wanted) || Standing.holds(rendered.object(), live));
  }

  /** A lent field that was ours until now is first given to another manager, as it is now. */
  private Optional<Outcome> handOver(Rendered rendered, Json.Obj live, Identity application) {
    Optional<Outcome> last = Optional.empty();
    for (Lent lent : rendered.lent()) {
      if (Standing.manages(live, manager(application), lent.path())) {
        Json now = live.at(lent.path().toArray(String[]::new)).orElse(lent.start());
        last = Optional.of(start(rendered, lent, now, application));
        if (last.get() instanceof Outcome.There) {
          last = Optional.of(write(rendered, application));
        }
      }
    }
    return last;
  }

  private Outcome start(Rendered rendered, Lent lent, Json value, Identity application) {
    Json field = value;
    for (String step : lent.path().reversed()) {
      field = Json.Obj.EMPTY.with(step, field);
    }
    Json.Obj metadata = rendered.object().object("metadata");
    Json.Obj name = Json.Obj.EMPTY.with("name", rendered.ref().name());
    Json.Obj object =
        field
            .object()
            .with("apiVersion", rendered.ref().kind().apiVersion())
            .with("kind", rendered.ref().kind().kind())
            .with(
                "metadata",
                metadata
                    .text("namespace")
                    .map(namespace -> name.with("namespace", namespace))
                    .orElse(name));
    return outcome(objects.apply(application.namespace(), object, STARTER));
  }

  private Outcome write(Rendered rendered, Identity application) {
    Outcome outcome =
        outcome(objects.apply(application.namespace(), rendered.object(), manager(application)));
    if (outcome instanceof Outcome.There(Json.Obj live)) {
      applied.put(
          new Place(application.uid(), rendered.ref()), new Applied(hash(rendered), version(live)));
    }
    return outcome;
  }

  private static Outcome outcome(Answer answer) {
    return switch (answer) {
      case Answer.There(Json.Obj object) -> new Outcome.There(object);
      case Answer.Missing(String why) -> new Outcome.Failed("KindNotServed", why);
      case Answer.Failed(String reason, String why, boolean _) -> new Outcome.Failed(reason, why);
    };
  }

  private static String hash(Rendered rendered) {
    return Names.hash(JsonText.canonical(rendered.object()));
  }

  private static String version(Json.Obj live) {
    return live.text("metadata", "resourceVersion").orElse("");
  }

  private static String manager(Identity application) {
    String name = "oam-bridge/" + application.namespace() + "/" + application.name();
    return name.length() <= LONGEST_MANAGER
        ? name
        : name.substring(0, LONGEST_MANAGER - 11) + "-" + Names.hash(name);
  }
}
