package io.windlass.devcluster.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.chaos.ChaosPlan.Effect;
import io.windlass.devcluster.file.FileField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a rule does to the requests that it meets. Stateless. */
final class EffectReader {
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(400, "BadRequest"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "NotFound"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Expired"),
          Map.entry(422, "Invalid"),
          Map.entry(429, "TooManyRequests"),
          Map.entry(500, "InternalError"),
          Map.entry(503, "ServiceUnavailable"),
          Map.entry(504, "Timeout"));
  private static final Set<String> KINDS =
      Set.of("latency", "status", "drop", "cutWatch", "delayWatch", "expireWatch");

  private EffectReader() {}

  static Effect read(FileField effect, List<String> verbs) {
    effect.only(KINDS);
    List<String> stated = KINDS.stream().filter(kind -> effect.field(kind).isSet()).toList();
    if (stated.size() != 1) {
      throw effect.fault(
          "states %d effects".formatted(stated.size()),
          "Give each rule one of latency, status, drop, cutWatch, delayWatch, expireWatch");
    }
    FileField value = effect.field(stated.getFirst());
    boolean ofWatch = stated.getFirst().endsWith("Watch");
    if (ofWatch && !verbs.isEmpty() && !verbs.contains("watch")) {
      throw value.fault("meets no request of match.verbs", "Add watch to match.verbs");
    }
    return switch (stated.getFirst()) {
      case "latency" -> new Effect.Latency(value.duration(Duration.ZERO));
      case "status" -> new Effect.Answer(failure(value));
      case "drop" -> {
        value.oneOf(value.text(), List.of("before", "after"));
        yield new Effect.Drop(value.text().equals("after"));
      }
      case "cutWatch" -> new Effect.CutWatch(value.duration(Duration.ZERO));
      case "delayWatch" -> new Effect.DelayWatch(value.duration(Duration.ZERO));
      default -> {
        if (!value.text().equals("true")) {
          throw value.fault("is not true", "Write expireWatch: true, or leave it out");
        }
        yield new Effect.ExpireWatch();
      }
    };
  }

  private static ApiException failure(FileField status) {
    status.only(Set.of("code", "reason", "message", "retryAfter", "causes"));
    int code = Math.toIntExact(status.field("code").whole(0));
    if (code < 400 || code > 599) {
      throw status.field("code").fault("is no failure", "Give a code from 400 to 599");
    }
    String reason =
        status.field("reason").isSet()
            ? status.field("reason").text()
            : REASONS.getOrDefault(code, "");
    String message =
        status.field("message").isSet()
            ? status.field("message").text()
            : "chaos: answered %d on purpose".formatted(code);
    ApiException failure = new ApiException(code, reason, message, Subject.NONE, causes(status));
    FileField retry = status.field("retryAfter");
    int seconds = Math.toIntExact(retry.duration(defaultRetry(code)).toSeconds());
    return seconds > 0 ? failure.withRetryAfterSeconds(seconds) : failure;
  }

  private static Duration defaultRetry(int code) {
    return code == 429 ? Duration.ofSeconds(1) : Duration.ZERO;
  }

  private static List<Cause> causes(FileField status) {
    List<Cause> causes = new ArrayList<>();
    for (FileField cause : status.elements("causes")) {
      cause.only(Set.of("reason", "message", "field"));
      JsonNode value = cause.value();
      causes.add(
          new Cause(
              value.path("reason").asText(),
              value.path("message").asText(),
              value.path("field").asText()));
    }
    return causes;
  }
}
