package io.windlass.controllers.adapter.fabric8;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.Fabric8Http.Call;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Duration;

/**
 * The API server for ordinary controllers: documents are asked for and sent by path, nothing is
 * tried twice, and whoever calls decides what an answer means. Thread-safe; calls block, which is
 * cheap on virtual threads.
 */
public final class JsonApi {
  private static final String JSON = "application/json";
  private static final String MERGE = "application/merge-patch+json";
  private static final String APPLY = "application/apply-patch+yaml";

  private final Fabric8Http http;

  private JsonApi(Fabric8Http http) {
    this.http = http;
  }

  /**
   * Goes to the client's server; closing the client ends this too.
   *
   * @param timeout for a whole answer
   */
  public static JsonApi of(KubernetesClient client, Duration timeout) {
    return new JsonApi(Fabric8Http.of(client, timeout));
  }

  /** One segment of a path, or one value of a query, in the characters that may stand there. */
  public static String segment(String text) {
    return ApiPaths.encoded(text);
  }

  public JsonReply get(String path) {
    return JsonReply.of(http.send(Call.get(path)));
  }

  /**
   * The same in another form of JSON, where the server has it.
   *
   * @param accept as the header of that name
   */
  public JsonReply get(String path, String accept) {
    return JsonReply.of(http.send(Call.get(path), accept));
  }

  public JsonReply put(String path, Json.Obj body) {
    return send("PUT", path, JSON, body);
  }

  public JsonReply post(String path, Json.Obj body) {
    return send("POST", path, JSON, body);
  }

  /** A merge patch of RFC 7386. */
  public JsonReply patch(String path, Json.Obj body) {
    return send("PATCH", path, MERGE, body);
  }

  /** A server-side apply; the path names the field manager. */
  public JsonReply apply(String path, Json.Obj body) {
    return send("PATCH", path, APPLY, body);
  }

  /**
   * A deletion.
   *
   * @param options as the kind {@code DeleteOptions} has them
   */
  public JsonReply delete(String path, Json.Obj options) {
    return send("DELETE", path, JSON, options);
  }

  private JsonReply send(String method, String path, String type, Json.Obj body) {
    return JsonReply.of(http.send(new Call(method, path, type, JsonText.canonical(body))));
  }
}
