package io.windlass.controllers.adapter.wire;

import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.Json;
import java.io.IOException;

/** Reads a CloneSet; spec and status stay raw documents. Thread-safe. */
final class CloneSetJson implements JsonDecoder<CloneSetView> {
  private final MetaJson metas;

  CloneSetJson(Sharing sharing) {
    metas = new MetaJson(sharing);
  }

  @Override
  public CloneSetView decode(JsonCursor json) throws IOException {
    MetaDraft meta = new MetaDraft();
    Json.Obj spec = Json.Obj.EMPTY;
    Json.Obj status = Json.Obj.EMPTY;
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "metadata" -> metas.read(json, meta);
          case "spec" -> spec = JsonTrees.object(json);
          case "status" -> status = JsonTrees.object(json);
          default -> json.skip();
        }
      }
    }
    return new CloneSetView(meta.meta(), spec, status);
  }
}
