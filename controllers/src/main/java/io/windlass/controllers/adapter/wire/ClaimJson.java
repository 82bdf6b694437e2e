package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.ClaimView;
import java.io.IOException;

/** Reads a v1 PersistentVolumeClaim, of which only the metadata matters. Thread-safe. */
final class ClaimJson implements JsonDecoder<ClaimView> {
  private final MetaJson metas;

  ClaimJson(Sharing sharing) {
    metas = new MetaJson(sharing);
  }

  @Override
  public ClaimView decode(JsonCursor json) throws IOException {
    return new ClaimView(metas.decodeOfObject(json));
  }
}
