package io.windlass.controllers.adapter.fabric8;

import static io.windlass.controllers.adapter.fabric8.JsonTokens.fields;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectMeta;
import java.io.IOException;
import java.util.Optional;

/** Reads a CloneSet; spec and status stay raw documents. Thread-safe. */
public final class CloneSetViewDecoder implements Decoder<CloneSetView> {
  private final MetaDecoder metas = new MetaDecoder();

  @Override
  public CloneSetView decode(JsonParser parser) throws IOException {
    Draft draft = new Draft();
    fields(
        parser,
        field -> {
          switch (field) {
            case "metadata" -> draft.meta = Optional.of(metas.decode(parser));
            case "spec" -> draft.spec = JsonTokens.object(parser);
            case "status" -> draft.status = JsonTokens.object(parser);
            default -> {}
          }
        });
    ObjectMeta meta =
        draft.meta.orElseThrow(() -> new JsonParseException(parser, "a CloneSet without metadata"));
    return new CloneSetView(meta, draft.spec, draft.status);
  }

  private static final class Draft {
    private Optional<ObjectMeta> meta = Optional.empty();
    private Json.Obj spec = Json.Obj.EMPTY;
    private Json.Obj status = Json.Obj.EMPTY;
  }
}
