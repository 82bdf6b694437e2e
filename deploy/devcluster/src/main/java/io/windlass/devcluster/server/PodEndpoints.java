package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.pod.Evictions;
import io.windlass.devcluster.pod.LogOptions;
import io.windlass.devcluster.pod.Logs;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.ChangeCursor;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The subresources of pods that are no part of the object. Thread-safe. */
final class PodEndpoints {
  private static final String PLAIN_TEXT = "text/plain";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Set<String> NOT_SERVED = Set.of("exec", "attach", "portforward", "proxy");

  private final Evictions evictions;
  private final Logs logs;

  PodEndpoints(Evictions evictions, Logs logs) {
    this.evictions = evictions;
    this.logs = logs;
  }

  /** A 501 for what needs processes, which simulated containers do not have. */
  static void refuseProcesses(Call call) {
    String subresource = call.address().subresource();
    if (NOT_SERVED.contains(subresource)) {
      String what = call.served().type().plural() + "/" + subresource;
      String why = what + " is not served: simulated containers run no processes";
      throw new ApiException(501, "NotImplemented", why, Subject.NONE, List.of());
    }
  }

  void evict(Call call) {
    if (!call.exchange().method().equals("POST")) {
      throw ApiException.methodNotAllowed();
    }
    ObjectNode eviction = BodyReader.read(call.exchange(), "Eviction").object();
    String kind = eviction.path("kind").asText("Eviction");
    if (!kind.equals("Eviction")) {
      String version = eviction.path("apiVersion").asText();
      throw ApiException.badRequest(
          "%s in version \"%s\" cannot be handled as a Eviction: no such conversion"
              .formatted(kind, version));
    }
    boolean dryRun = Options.write(call.exchange(), "CreateOptions").dryRun();
    Options.checkDryRun(eviction.path("deleteOptions"));
    evictions.evict(call.served(), call.key(), eviction, dryRun);
    call.exchange().answer(201, StatusDocument.success(201));
  }

  void log(Call call) {
    Exchange exchange = call.exchange();
    if (!exchange.method().equals("GET")) {
      throw ApiException.methodNotAllowed();
    }
    String name = call.key().name();
    LogOptions options = LogOptions.of(name, exchange::query, exchange::isSet);
    Served pods = call.served();
    ChangeCursor cursor = pods.store().open(nothing()).cursor();
    ObjectNode pod =
        pods.store()
            .get(call.key())
            .map(Stored::tree)
            .orElseThrow(() -> ApiException.notFound(pods.type(), name));
    String container = Logs.container(pod, options);
    if (Documents.text(pod, "spec", "nodeName").isEmpty()) {
      exchange.answer(204, PLAIN_TEXT, new byte[0]);
      return;
    }
    Logs.Log log = logs.read(pod, container, options);
    if (options.follow() && !log.ended()) {
      follow(call, cursor, container, log);
    } else {
      exchange.answer(200, PLAIN_TEXT, log.text().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Selection nothing() {
    return new Selection("", LabelSelector.EVERYTHING, FieldSelector.equal("metadata.name", ""));
  }

  /** Sends what there is, and stays until the run of the container ends. */
  private void follow(Call call, ChangeCursor cursor, String container, Logs.Log log) {
    Exchange exchange = call.exchange();
    exchange.keepOpenWhileIdle();
    LogOptions rest = LogOptions.of(call.key().name(), name -> "", name -> false);
    try (OutputStream out = exchange.stream(200, PLAIN_TEXT)) {
      out.write(log.text().getBytes(StandardCharsets.UTF_8));
      out.flush();
      boolean over = false;
      while (!over && !cursor.ended()) {
        for (Change change : cursor.next(PATIENCE)) {
          boolean same = change.now().key().equals(call.key());
          over |= same && isOver(change, container, log, rest);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isOver(Change change, String container, Logs.Log log, LogOptions options) {
    if (change.kind() == Change.Kind.DELETED) {
      return true;
    }
    Logs.Log now = logs.read(change.now().tree(), container, options);
    return now.ended() || !now.run().equals(log.run());
  }
}
