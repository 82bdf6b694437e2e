package io.windlass.controllers.adapter.wire;

import io.windlass.controllers.adapter.wire.MetaDraft.OwnerDraft;
import io.windlass.core.model.ObjectMeta;
import java.io.IOException;

/**
 * Reads {@code metadata} from JSON; managedFields and whatever else decisions do not need are
 * passed over. Thread-safe.
 */
public final class MetaJson implements JsonDecoder<ObjectMeta> {
  private final Sharing sharing;

  /** Shares with nobody else. */
  public MetaJson() {
    this(new Sharing());
  }

  MetaJson(Sharing sharing) {
    this.sharing = sharing;
  }

  @Override
  public ObjectMeta decode(JsonCursor json) throws IOException {
    MetaDraft draft = new MetaDraft();
    read(json, draft);
    return draft.meta();
  }

  /** Reads the metadata of a whole object of any type. */
  public ObjectMeta decodeOfObject(JsonCursor json) throws IOException {
    MetaDraft draft = new MetaDraft();
    readOfObject(json, draft);
    return draft.meta();
  }

  void readOfObject(JsonCursor json, MetaDraft draft) throws IOException {
    if (json.enterObject()) {
      while (json.nextField()) {
        if (json.field().equals("metadata")) {
          read(json, draft);
        } else {
          json.skip();
        }
      }
    }
  }

  void read(JsonCursor json, MetaDraft draft) throws IOException {
    if (json.enterObject()) {
      while (json.nextField()) {
        field(json, draft);
      }
    }
  }

  private void field(JsonCursor json, MetaDraft draft) throws IOException {
    switch (json.field()) {
      case "name" -> draft.name = json.text();
      case "namespace" -> draft.namespace = json.word();
      case "uid" -> draft.uid = json.text();
      case "resourceVersion" -> draft.version = json.number();
      case "generation" -> draft.generation = json.number();
      case "labels" -> texts(json, draft.labels);
      case "annotations" -> texts(json, draft.annotations);
      case "ownerReferences" -> owners(json, draft);
      case "creationTimestamp" -> draft.created(json.moment());
      case "deletionTimestamp" -> draft.deleted(json.moment());
      case "finalizers" -> finalizers(json, draft);
      default -> json.skip();
    }
  }

  private static void texts(JsonCursor json, Texts texts) throws IOException {
    if (json.enterObject()) {
      while (json.nextField()) {
        texts.put(json.field(), json.word());
      }
    }
  }

  private static void finalizers(JsonCursor json, MetaDraft draft) throws IOException {
    if (json.enterArray()) {
      while (json.nextItem()) {
        draft.finalizer(json.word());
      }
    }
  }

  private void owners(JsonCursor json, MetaDraft draft) throws IOException {
    if (json.enterArray()) {
      while (json.nextItem()) {
        draft.owner(owner(json), sharing);
      }
    }
  }

  private static OwnerDraft owner(JsonCursor json) throws IOException {
    OwnerDraft owner = new OwnerDraft();
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "apiVersion" -> owner.apiVersion = json.word();
          case "kind" -> owner.kind = json.word();
          case "name" -> owner.name = json.word();
          case "uid" -> owner.uid = json.word();
          case "controller" -> owner.isController = json.isTrue();
          default -> json.skip();
        }
      }
    }
    return owner;
  }
}
