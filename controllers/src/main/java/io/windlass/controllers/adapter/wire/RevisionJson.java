package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;
import java.io.IOException;

/** Reads an apps/v1 ControllerRevision; its data stays a raw document. Thread-safe. */
final class RevisionJson implements JsonDecoder<RevisionView> {
  private final MetaJson metas;

  RevisionJson(Sharing sharing) {
    metas = new MetaJson(sharing);
  }

  @Override
  public RevisionView decode(JsonCursor json) throws IOException {
    MetaDraft meta = new MetaDraft();
    long number = 0;
    Json.Obj recorded = Json.Obj.EMPTY;
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "metadata" -> metas.read(json, meta);
          case "revision" -> number = json.number();
          case "data" -> recorded = JsonTrees.object(json);
          default -> json.skip();
        }
      }
    }
    return new RevisionView(meta.meta(), number, recorded);
  }
}
