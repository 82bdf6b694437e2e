package io.windlass.controllers.adapter.fabric8;

import static io.windlass.controllers.adapter.fabric8.JsonTokens.fields;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.RevisionView;
import java.io.IOException;
import java.util.Optional;

/** Reads an apps/v1 ControllerRevision; its data stays a raw document. Thread-safe. */
public final class RevisionViewDecoder implements Decoder<RevisionView> {
  private final MetaDecoder metas = new MetaDecoder();

  @Override
  public RevisionView decode(JsonParser parser) throws IOException {
    Draft draft = new Draft();
    fields(
        parser,
        field -> {
          switch (field) {
            case "metadata" -> draft.meta = Optional.of(metas.decode(parser));
            case "revision" -> draft.number = parser.getValueAsLong();
            case "data" -> draft.data = JsonTokens.object(parser);
            default -> {}
          }
        });
    ObjectMeta meta =
        draft.meta.orElseThrow(() -> new JsonParseException(parser, "a revision without metadata"));
    return new RevisionView(meta, draft.number, draft.data);
  }

  private static final class Draft {
    private Optional<ObjectMeta> meta = Optional.empty();
    private long number;
    private Json.Obj data = Json.Obj.EMPTY;
  }
}
