package io.windlass.oam.cluster;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.model.Json;
import io.windlass.oam.catalogue.KindNames;
import io.windlass.oam.environment.Served;
import io.windlass.oam.model.Kind;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The kinds that the API server serves, asked for again when what is known is a minute old, or ten
 * seconds where a kind was missed. About one request for each group and version; thread-safe.
 */
public final class Discovery {
  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JsonApi api;
  private final Ticker ticker;
  private final AtomicReference<Found> found = new AtomicReference<>(Found.NOTHING);

  public Discovery(JsonApi api, Ticker ticker) {
    this.api = api;
    this.ticker = ticker;
  }

  /** How objects of a kind are reached. */
  public record Resource(Kind kind, String plural, boolean isNamespaced) {
    /** The path of all of them, in a namespace or in none. */
    public String path(String namespace) {
      String root = (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion();
      return isNamespaced && !namespace.isEmpty()
          ? "%s/namespaces/%s/%s".formatted(root, JsonApi.segment(namespace), plural)
          : root + "/" + plural;
    }

    /** The path of one. */
    public String path(String namespace, String name) {
      return path(namespace) + "/" + JsonApi.segment(name);
    }
  }

  private record Found(Instant asked, Map<Kind, Resource> byKind, Map<String, List<Kind>> byName) {
    private static final Found NOTHING = new Found(Instant.EPOCH, Map.of(), Map.of());

    private boolean isYoungerThan(Duration age, Instant now) {
      return !now.isBefore(asked) && now.isBefore(asked.plus(age));
    }
  }

  /** How objects of a kind are reached; empty if the server does not serve it. */
  public Optional<Resource> find(Kind kind) {
    Optional<Resource> known = Optional.ofNullable(current(KEPT).byKind().get(kind));
    return known.isPresent() ? known : Optional.ofNullable(current(PATIENCE).byKind().get(kind));
  }

  /** All that is served. */
  public Served served() {
    Map<Kind, Boolean> namespaced = new HashMap<>();
    current(KEPT).byKind().forEach((kind, it) -> namespaced.put(kind, it.isNamespaced()));
    return new Served(namespaced);
  }

  /** Kinds by the names of their definitions. */
  public KindNames names() {
    return new KindNames(current(KEPT).byName());
  }

  private Found current(Duration kept) {
    Found known = found.get();
    Instant now = ticker.now();
    if (!known.byKind().isEmpty() && known.isYoungerThan(kept, now)) {
      return known;
    }
    Found asked = ask(now, known);
    found.set(asked);
    return asked;
  }

  /** Asks for everything; a group that does not answer is as it was. */
  private Found ask(Instant now, Found before) {
    Map<Kind, Resource> byKind = new HashMap<>();
    Map<String, List<Kind>> byName = new HashMap<>();
    for (String version : versions()) {
      JsonReply reply = api.get((version.contains("/") ? "/apis/" : "/api/") + version);
      if (!reply.isOk()) {
        before.byKind().entrySet().stream()
            .filter(it -> it.getKey().apiVersion().equals(version))
            .forEach(it -> add(it.getValue(), byKind, byName));
        continue;
      }
      for (Json each : reply.body().items("resources")) {
        resource(version, each.object()).ifPresent(it -> add(it, byKind, byName));
      }
    }
    return new Found(now, byKind, byName);
  }

  private static void add(
      Resource resource, Map<Kind, Resource> byKind, Map<String, List<Kind>> byName) {
    byKind.put(resource.kind(), resource);
    String name = resource.plural() + "." + resource.kind().group();
    byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(resource.kind());
  }

  private static Optional<Resource> resource(String version, Json.Obj entry) {
    String plural = entry.text("name").orElse("");
    return plural.contains("/")
        ? Optional.empty()
        : Optional.of(
            new Resource(
                new Kind(version, entry.text("kind").orElse("")),
                plural,
                entry.bool("namespaced").orElse(true)));
  }

  /** Of each group its preferred version first. */
  private List<String> versions() {
    List<String> versions = new ArrayList<>(List.of("v1"));
    for (Json group : api.get("/apis").body().items("groups")) {
      String preferred = group.text("preferredVersion", "groupVersion").orElse("");
      if (!preferred.isEmpty()) {
        versions.add(preferred);
      }
      for (Json version : group.items("versions")) {
        String name = version.text("groupVersion").orElse("");
        if (!name.isEmpty() && !name.equals(preferred)) {
          versions.add(name);
        }
      }
    }
    return List.copyOf(versions);
  }
}
