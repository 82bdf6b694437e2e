package io.windlass.oam.status;

import io.windlass.core.model.Json;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Rendered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The objects that an application has in the cluster or may have, as its status lists them. What is
 * about to be made is listed before it is made, so that nothing is left behind by a bridge that
 * ends in between.
 */
public record Inventory(SequencedSet<ObjectRef> refs) {
  public Inventory {
    refs = new LinkedHashSet<>(refs);
  }

  /** The inventory in a status; empty if there is none. */
  public static Inventory of(Json.Obj status) {
    SequencedSet<ObjectRef> refs = new LinkedHashSet<>();
    for (Json each : status.items("inventory")) {
      Kind kind = Kind.of(each);
      refs.add(new ObjectRef(kind, each.text("name").orElse("")));
    }
    return new Inventory(refs);
  }

  /** The objects that a translation asks for. */
  public static Inventory of(List<Rendered> objects) {
    SequencedSet<ObjectRef> refs = new LinkedHashSet<>();
    objects.forEach(object -> refs.add(object.ref()));
    return new Inventory(refs);
  }

  /** These and others. */
  public Inventory with(Inventory others) {
    SequencedSet<ObjectRef> all = new LinkedHashSet<>(refs);
    all.addAll(others.refs);
    return new Inventory(all);
  }

  /** These and some. */
  public Inventory with(Collection<ObjectRef> others) {
    return with(new Inventory(new LinkedHashSet<>(others)));
  }

  /** What is here and not there, last made first. */
  public List<ObjectRef> without(Inventory others) {
    List<ObjectRef> rest = new ArrayList<>(refs);
    rest.removeAll(others.refs);
    return List.copyOf(rest.reversed());
  }

  /** As the status has it. */
  public Json json() {
    return Json.of(refs.stream().map(ObjectRef::json).toList());
  }
}
