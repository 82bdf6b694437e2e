package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.Json;
import io.windlass.core.sidecarset.SidecarSetView;
import java.io.IOException;

/** Reads a SidecarSet of either version; spec and status stay raw documents. Thread-safe. */
final class SidecarSetJson implements JsonDecoder<SidecarSetView> {
  private final MetaJson metas;

  SidecarSetJson(Sharing sharing) {
    metas = new MetaJson(sharing);
  }

  @Override
  public SidecarSetView decode(JsonCursor json) throws IOException {
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
    return new SidecarSetView(meta.meta(), spec, status);
  }
}
