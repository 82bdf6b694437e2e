package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import io.windlass.devcluster.document.YamlDocuments;
import io.windlass.devcluster.patch.Patches;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One of the two clusters as a lane sees it: sends steps, answers normalised. One thread. */
final class Side {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Http http;
  private final Memory memory;
  private final Normaliser normaliser;

  Side(Http http, Memory memory, boolean raced) {
    this.http = http;
    this.memory = memory;
    this.normaliser = new Normaliser(memory.run(), raced);
  }

  /** A normalised answer, and the answer as it came. */
  record Heard(ObjectNode normal, ObjectNode raw) {}

  Heard send(Step step) {
    return send(step, Long.MAX_VALUE);
  }

  /**
   * Sends a step.
   *
   * @param frames after how many events a watch is left
   */
  Heard send(Step step, long frames) {
    String name = memory.fill(step.name());
    Heard heard = heard(step, frames);
    if (!step.compared() && step.verb().equals("DELETE")) {
      // Its answer may have been the object once more.
      memory.forget(name);
    }
    return heard;
  }

  private Heard heard(Step step, long frames) {
    String path = memory.fill(step.path());
    return switch (step.verb()) {
      case "WATCH" -> watch(path, step.accept(), frames);
      case "AWAIT" -> await(path, step.accept());
      case "BIND" -> bind(path);
      case "SETTLE" -> settle(path);
      case "EDIT" -> heard(http.send("PUT", path, step.type(), step.accept(), edited(step)));
      default -> sent(step, path);
    };
  }

  private Heard sent(Step step, String path) {
    try {
      return heard(
          http.send(step.verb(), path, step.type(), step.accept(), memory.fill(step.body())));
    } catch (UncheckedIOException e) {
      // A server whose handler panics answers nothing at all.
      ObjectNode nothing = Documents.object().put("code", 0);
      return new Heard(nothing, Documents.object().put("error", e.toString()));
    }
  }

  private String edited(Step step) {
    ObjectNode object = memory.object(memory.fill(step.name()));
    ObjectNode edit = Documents.parse(memory.fill(step.body()).getBytes(StandardCharsets.UTF_8));
    return Patches.applyMergePatch(edit, object).toString();
  }

  private Heard await(String path, String accept) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> http.send("GET", path, "", accept, "").code() == 200);
    return new Heard(Documents.object(), Documents.object());
  }

  /** Whichever side does it first, claims are bound in the same way. */
  private Heard bind(String path) {
    ObjectNode list = http.send("GET", path, "", Step.JSON, "").body();
    for (ObjectNode claim : Documents.objects(list.path("items"))) {
      if (!claim.at("/status/phase").asText().equals("Bound")) {
        ObjectNode status = Documents.object();
        ObjectNode bound = status.putObject("status").put("phase", "Bound");
        bound.set("accessModes", claim.at("/spec/accessModes"));
        bound.set("capacity", claim.at("/spec/resources/requests"));
        String name = Documents.text(claim, "metadata", "name");
        memory.note(
            http.send(
                    "PATCH",
                    path + "/" + name + "/status",
                    "application/merge-patch+json",
                    Step.JSON,
                    status.toString())
                .body());
      }
    }
    return new Heard(Documents.object(), Documents.object());
  }

  /** Waits until nothing but finalizers of the series keeps an object that is being deleted. */
  private Heard settle(String path) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> isSettled(http.send("GET", path, "", Step.JSON, "").body()));
    return new Heard(Documents.object(), Documents.object());
  }

  private static boolean isSettled(ObjectNode object) {
    List<String> finalizers = Documents.texts(object.at("/metadata/finalizers"));
    boolean held = finalizers.stream().anyMatch(name -> !name.endsWith(".apiextensions.k8s.io"));
    return held || object.at("/metadata/deletionTimestamp").isMissingNode();
  }

  /** The events that a watch sends until the server ends it, or why there is none. */
  private Heard watch(String path, String accept, long frames) {
    ObjectNode normal = Documents.object();
    ArrayNode events = normal.putArray("events");
    List<String> rest = new ArrayList<>();
    try (Stream<String> lines = http.watch(path, accept)) {
      for (Iterator<String> it = lines.iterator(); events.size() < frames && it.hasNext(); ) {
        String line = it.next();
        if (line.startsWith("{\"type\":")) {
          normaliser.event(parsed(line)).ifPresent(events::add);
        } else {
          rest.add(line);
        }
      }
    }
    if (rest.isEmpty()) {
      return new Heard(normal, normal);
    }
    // What is no event is one document, which may be written for people.
    ObjectNode document = document(String.join("\n", rest));
    int code = document.path("code").asInt();
    return new Heard(normaliser.normal(code, "", List.of(), document), document);
  }

  private static ObjectNode parsed(String json) {
    return Documents.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode document(String text) {
    return text.startsWith("{") ? parsed(text) : yaml(Documents.object().put("text", text));
  }

  private Heard heard(Answer answer) {
    String type = answer.response().headers().firstValue("Content-Type").orElse("");
    List<String> warnings = answer.response().headers().allValues("Warning");
    ObjectNode body = answer.body();
    if (type.startsWith("application/yaml")) {
      body = yaml(body);
    }
    ObjectNode normal = normaliser.normal(answer.code(), type, warnings, body);
    memory.note(body);
    return new Heard(normal, body);
  }

  private static ObjectNode yaml(ObjectNode text) {
    try {
      return YamlDocuments.parse(text.path("text").asText().getBytes(StandardCharsets.UTF_8));
    } catch (MalformedDocument e) {
      return text;
    }
  }
}
