package io.windlass.controllers.adapter.wire;

import java.io.IOException;
import java.util.function.Consumer;

/** Lists in JSON. Stateless. */
final class JsonPages {
  private JsonPages() {}

  static <V> ListPage read(ByteWindow in, ViewType<V> type, Consumer<V> into) throws IOException {
    JsonCursor json = new JsonCursor(in, type.words());
    ListPage page = new ListPage(0, "");
    if (json.atEnd() || !json.enterObject()) {
      throw json.broken("no list");
    }
    while (json.nextField()) {
      in.begin();
      switch (json.field()) {
        case "metadata" -> page = metadata(json);
        case "items" -> items(in, json, type, into);
        default -> json.skip();
      }
    }
    in.begin();
    if (!json.atEnd()) {
      throw json.broken("something follows the list");
    }
    return page;
  }

  private static <V> void items(ByteWindow in, JsonCursor json, ViewType<V> type, Consumer<V> into)
      throws IOException {
    if (json.enterArray()) {
      while (json.nextItem()) {
        in.begin();
        into.accept(type.json().decode(json));
      }
    }
  }

  private static ListPage metadata(JsonCursor json) throws IOException {
    long version = 0;
    String next = "";
    if (json.enterObject()) {
      while (json.nextField()) {
        switch (json.field()) {
          case "resourceVersion" -> version = json.number();
          case "continue" -> next = json.text();
          default -> json.skip();
        }
      }
    }
    return new ListPage(version, next);
  }
}
