package io.windlass.controllers.autoscaling.scale;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.model.Json;
import io.windlass.core.model.ResourceKind;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the API server knows about kinds. It is asked once for each group and version, and again
 * where something is missed, so that a definition that is created later is found without a restart.
 * Thread-safe; blocks only where it asks.
 */
public final class Kinds {
  /** A miss is not asked again for so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JsonApi api;
  private final Ticker ticker;
  private final Map<String, Known> byVersion = new ConcurrentHashMap<>();

  private record Known(Map<String, Entry> byKind, Instant asked, String failure) {}

  private record Entry(String plural, boolean scalable) {}

  /** What is known of a kind. */
  public sealed interface Kind {
    /** It is served. */
    record Served(ResourceKind kind, boolean scalable) implements Kind {}

    /** It is not, as far as the server tells. */
    record Unknown(String message) implements Kind {}
  }

  public Kinds(JsonApi api, Ticker ticker) {
    this.api = api;
    this.ticker = ticker;
  }

  /** Looks a kind up. */
  public Kind find(String apiVersion, String kind) {
    Known known = byVersion.get(apiVersion);
    Instant now = ticker.now();
    if (known == null || (!known.byKind().containsKey(kind) && isStale(known, now))) {
      known = ask(apiVersion, now);
      byVersion.put(apiVersion, known);
    }
    Optional<Entry> entry = Optional.ofNullable(known.byKind().get(kind));
    String why =
        known.failure().isEmpty()
            ? "no kind %s in %s".formatted(kind, apiVersion)
            : known.failure();
    return entry
        .<Kind>map(it -> new Kind.Served(resource(apiVersion, kind, it.plural()), it.scalable()))
        .orElseGet(() -> new Kind.Unknown(why));
  }

  /** Asks again at the next look, for what is known has turned out to be wrong. */
  public void forget(String apiVersion) {
    byVersion.remove(apiVersion);
  }

  private static boolean isStale(Known known, Instant now) {
    return !known.asked().plus(PATIENCE).isAfter(now) || now.isBefore(known.asked());
  }

  private Known ask(String apiVersion, Instant now) {
    String root = apiVersion.contains("/") ? "/apis/" : "/api/";
    String[] parts = apiVersion.split("/", 2);
    String path = root + String.join("/", List.of(parts).stream().map(JsonApi::segment).toList());
    JsonReply reply = api.get(path);
    if (!reply.isOk()) {
      String why =
          reply.isNotFound()
              ? "%s is not served".formatted(apiVersion)
              : "%s could not be discovered: %s".formatted(apiVersion, reply.message());
      return new Known(Map.of(), now, why);
    }
    Set<String> scalable = new HashSet<>();
    Map<String, Entry> byKind = new HashMap<>();
    List<Json> resources = reply.body().items("resources");
    for (Json resource : resources) {
      String name = resource.text("name").orElse("");
      if (name.endsWith("/scale")) {
        scalable.add(name.substring(0, name.length() - "/scale".length()));
      }
    }
    for (Json resource : resources) {
      String name = resource.text("name").orElse("");
      if (!name.contains("/")) {
        byKind.put(resource.text("kind").orElse(""), new Entry(name, scalable.contains(name)));
      }
    }
    return new Known(Map.copyOf(byKind), now, "");
  }

  private static ResourceKind resource(String apiVersion, String kind, String plural) {
    int slash = apiVersion.indexOf('/');
    return new ResourceKind(
        slash < 0 ? "" : apiVersion.substring(0, slash),
        apiVersion.substring(slash + 1),
        kind,
        plural);
  }
}
