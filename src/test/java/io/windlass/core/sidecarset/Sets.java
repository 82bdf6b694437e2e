package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.RevisionView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SidecarSets and what belongs to them, in short forms. */
public final class Sets {
  private static final String LOG =
      "{'selector':{'matchLabels':{'app':'a'}},'containers':[{'name':'log','image':'log:1'}]}";

  private Sets() {}

  /** JSON with single quotes, and @ for a quote inside. */
  public static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"').replace('@', '\''));
  }

  /** The spec of a log agent for pods of app a, with a merge patch. */
  public static Json.Obj spec(String edit) {
    return (Json.Obj) JsonMerge.apply(json(LOG), json(edit));
  }

  /** A stored SidecarSet with its defaults and hashes. */
  public static SidecarSetView set(String name, String edit) {
    return stored(name, Json.Obj.EMPTY.with("spec", spec(edit)));
  }

  /** A SidecarSet of an object with metadata and spec, as admission would store it. */
  public static SidecarSetView stored(String name, Json.Obj object) {
    Json.Obj filled = SidecarSetFilling.fill(object, Optional.empty());
    return new SidecarSetView(
        meta(name, filled.object("metadata")), filled.object("spec"), filled.object("status"));
  }

  /** Metadata with its labels and annotations. */
  public static ObjectMeta meta(String name, Json.Obj metadata) {
    return new ObjectMeta(
        new ObjectKey("", name),
        "uid-" + name,
        7,
        1,
        texts(metadata.object("labels")),
        texts(metadata.object("annotations")),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        List.of());
  }

  /** Fields that are text. */
  public static Map<String, String> texts(Json.Obj object) {
    Map<String, String> texts = new HashMap<>();
    object.fields().forEach((key, value) -> value.text().ifPresent(text -> texts.put(key, text)));
    return texts;
  }

  /** The same SidecarSet with other annotations. */
  static SidecarSetView noted(SidecarSetView set, Json body) {
    ObjectMeta meta = set.meta();
    Map<String, String> annotations = new HashMap<>(meta.annotations());
    annotations.putAll(texts(body.object("metadata", "annotations")));
    return new SidecarSetView(
        new ObjectMeta(
            meta.key(),
            meta.uid(),
            meta.version() + 1,
            meta.generation(),
            meta.labels(),
            annotations,
            meta.controller(),
            meta.createdAt(),
            meta.deletedAt(),
            meta.finalizers()),
        set.spec(),
        set.status());
  }

  /** The same revision in a namespace. */
  static RevisionView in(String namespace, RevisionView revision) {
    ObjectMeta meta = revision.meta();
    var there =
        new ObjectMeta(
            new ObjectKey(namespace, revision.name()),
            meta.uid(),
            meta.version(),
            meta.generation(),
            meta.labels(),
            meta.annotations(),
            meta.controller(),
            meta.createdAt(),
            meta.deletedAt(),
            meta.finalizers());
    return new RevisionView(there, revision.number(), revision.data());
  }
}
