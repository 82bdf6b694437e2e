package io.windlass.oam.read.parts;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how the health of a container is asked for. */
final class ProbeReader {
  private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket");

  private ProbeReader() {}

  /** The probe as pods have it; empty if the container has none. */
  static Optional<Json.Obj> read(Node container, String field) {
    if (!container.has(field)) {
      return Optional.empty();
    }
    Node probe = container.child(field);
    probe.only(
        "exec",
        "httpGet",
        "tcpSocket",
        "initialDelaySeconds",
        "periodSeconds",
        "timeoutSeconds",
        "successThreshold",
        "failureThreshold");
    List<String> found = HANDLERS.stream().filter(probe::has).toList();
    if (found.size() != 1) {
      probe.error(
          Node.INVALID,
          found.isEmpty()
              ? "needs one of exec, httpGet and tcpSocket"
              : "has " + String.join(" and ", found) + ", of which only one is asked");
      return Optional.empty();
    }
    Json.Obj made = handler(probe, found.getFirst());
    made = number(made, probe, "initialDelaySeconds", 0);
    made = number(made, probe, "periodSeconds", 1);
    made = number(made, probe, "timeoutSeconds", 1);
    made = number(made, probe, "successThreshold", 1);
    return Optional.of(number(made, probe, "failureThreshold", 1));
  }

  private static Json.Obj number(Json.Obj made, Node probe, String field, int least) {
    return probe
        .whole(field, least, 1_000_000)
        .map(value -> made.with(field, Json.of(value)))
        .orElse(made);
  }

  private static Json.Obj handler(Node probe, String word) {
    Node handler = probe.child(word);
    Json.Obj made =
        switch (word) {
          case "exec" -> exec(handler);
          case "httpGet" -> httpGet(handler);
          default -> port(Json.Obj.EMPTY, handler, "port");
        };
    return Json.Obj.EMPTY.with(word, made);
  }

  private static Json.Obj exec(Node exec) {
    exec.only("command");
    List<Json> command = new ArrayList<>();
    exec.texts("command").forEach(word -> command.add(Json.of(word)));
    if (command.isEmpty()) {
      exec.missing("command");
    }
    return Json.Obj.EMPTY.with("command", Json.of(command));
  }

  private static Json.Obj httpGet(Node httpGet) {
    httpGet.only("path", "port", "httpHeaders", "scheme", "host");
    Json.Obj made = port(Json.Obj.EMPTY, httpGet, "path", "port", "httpHeaders", "scheme", "host");
    made = made.with("path", httpGet.requiredText("path"));
    List<Json> headers = new ArrayList<>();
    for (Node header : httpGet.items("httpHeaders")) {
      header.only("name", "value");
      headers.add(
          Json.Obj.EMPTY
              .with("name", header.requiredText("name"))
              .with("value", header.scalar("value").orElse("")));
    }
    Json.Obj complete = headers.isEmpty() ? made : made.with("httpHeaders", Json.of(headers));
    return httpGet
        .word("scheme", "HTTP", "HTTPS")
        .map(scheme -> complete.with("scheme", scheme))
        .orElse(complete);
  }

  private static Json.Obj port(Json.Obj made, Node handler, String... known) {
    handler.only(known);
    if (!handler.has("port")) {
      handler.missing("port");
    }
    return handler
        .whole("port", 1, 65535)
        .map(port -> made.with("port", Json.of(port)))
        .orElse(made);
  }
}
