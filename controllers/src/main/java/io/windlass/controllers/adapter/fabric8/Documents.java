package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.fabric8.Fabric8Http.Call;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;

/**
 * Single documents of the API server, of any type, as they are: one request each, never repeated.
 * Thread-safe; calls block.
 */
public record Documents(Fabric8Http http) {
  private static final int NOT_FOUND = 404;

  /** What came of a request. */
  public sealed interface Fetched {
    /** The document, which may be a list. */
    record There(Json.Obj document) implements Fetched {}

    /** Nothing of that name, or the type is not served. */
    record Missing() implements Fetched {}

    /**
     * No answer, or another one.
     *
     * @param code of HTTP, 0 without an answer
     */
    record Failed(int code, String why) implements Fetched {}
  }

  /** A name as a step of a path, whatever it is made of. */
  public static String step(String name) {
    return ApiPaths.encoded(name);
  }

  /** Reads what is at a path, with query, from the leading slash on. */
  public Fetched get(String path) {
    return sent(Call.get(path));
  }

  /** Creates a document, or asks a question that is one. */
  public Fetched post(String path, Json.Obj document) {
    return sent(new Call("POST", path, "application/json", JsonText.canonical(document)));
  }

  /** Changes a document by a merge patch. */
  public Fetched merge(String path, Json.Obj patch) {
    return sent(new Call("PATCH", path, "application/merge-patch+json", JsonText.canonical(patch)));
  }

  /** Deletes a document. */
  public Fetched delete(String path, Json.Obj options) {
    return sent(new Call("DELETE", path, "application/json", JsonText.canonical(options)));
  }

  private Fetched sent(Call call) {
    return switch (http.send(call)) {
      case Exchange.Answered answer when answer.isSuccess() ->
          new Fetched.There(answer.body().object());
      case Exchange.Answered answer when answer.code() == NOT_FOUND -> new Fetched.Missing();
      case Exchange.Answered answer ->
          new Fetched.Failed(
              answer.code(), answer.body().object().text("message").orElse("no reason given"));
      case Exchange.NotSent(String why) -> new Fetched.Failed(0, why);
      case Exchange.Lost(String why) -> new Fetched.Failed(0, why);
    };
  }
}
