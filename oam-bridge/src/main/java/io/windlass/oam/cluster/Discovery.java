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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kinds that the API server serves, asked for again when what is known is a minute old, or ten
 * seconds where a kind was missed. Two requests, or one for each version of a group where the
 * server is older than Kubernetes 1.26; thread-safe.
 */
public final class Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
          + "application/json";
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

  /** Asks for everything; what does not answer is as it was. */
  private Found ask(Instant now, Found before) {
    List<Resource> all = new ArrayList<>();
    for (String root : List.of("/api", "/apis")) {
      JsonReply reply = api.get(root, AGGREGATED);
      if (!reply.isOk()) {
        LOG.atWarn().addKeyValue("path", root).addKeyValue("why", reply.message()).log("discovery");
        return new Found(now, before.byKind(), before.byName());
      }
      all.addAll(
          reply.body().text("kind").orElse("").equals("APIGroupDiscoveryList")
              ? DiscoveryDocument.resources(reply.body())
              : oneByOne(root, reply.body()));
    }
    Map<Kind, Resource> byKind = new HashMap<>();
    Map<String, List<Kind>> byName = new HashMap<>();
    for (Resource resource : all) {
      byKind.put(resource.kind(), resource);
      String name = resource.plural() + "." + resource.kind().group();
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(resource.kind());
    }
    return new Found(now, byKind, byName);
  }

  /** As servers before Kubernetes 1.26 tell it. */
  private List<Resource> oneByOne(String root, Json.Obj groups) {
    List<Resource> all = new ArrayList<>();
    for (String version : DiscoveryDocument.versions(groups)) {
      Json.Obj list = api.get(root + "/" + version).body();
      all.addAll(DiscoveryDocument.resources(version, list));
    }
    return all;
  }
}
