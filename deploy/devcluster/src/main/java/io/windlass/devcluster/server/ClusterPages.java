package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.audit.Audit;
import io.windlass.devcluster.discovery.DiscoveryDocuments;
import io.windlass.devcluster.discovery.OpenApi;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Registry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** The addresses that are about the cluster itself, not about its objects. Thread-safe. */
final class ClusterPages {
  private final DiscoveryDocuments discovery;
  private final OpenApi openApi;
  private final Audit audit;
  private final KeyPages keys;

  ClusterPages(DiscoveryDocuments discovery, OpenApi openApi, Audit audit, KeyPages keys) {
    this.discovery = discovery;
    this.openApi = openApi;
    this.audit = audit;
    this.keys = keys;
  }

  /** Whether an address that reads like a resource is one of these. */
  boolean owns(String path) {
    return path.startsWith("/openapi/") || path.startsWith("/debug/");
  }

  void answer(Exchange exchange) {
    if (keys.owns(exchange.path())) {
      keys.answer(exchange);
      return;
    }
    List<String> parts = List.of(exchange.path().substring(1).split("/", -1));
    List<String> rest = parts.subList(1, parts.size());
    boolean discovers = parts.getFirst().equals("api") || parts.getFirst().equals("apis");
    if (discovers && !exchange.method().equals("GET")) {
      throw ApiException.methodNotAllowed();
    }
    switch (parts.getFirst()) {
      case "version" -> exchange.answer(200, discovery.version());
      case "healthz", "livez", "readyz" ->
          exchange.answer(200, "text/plain; charset=utf-8", "ok".getBytes(StandardCharsets.UTF_8));
      case "api" -> core(exchange, rest);
      case "apis" -> groups(exchange, rest);
      case "openapi" -> openApi(exchange, String.join("/", rest));
      case "debug" -> debug(exchange, rest);
      default -> throw noSuchPage();
    }
  }

  private void core(Exchange exchange, List<String> rest) {
    List<String> named = rest.stream().filter(part -> !part.isEmpty()).toList();
    if (named.isEmpty()) {
      DiscoveryPages.answer(
          exchange, discovery, true, discovery.coreVersions(exchange.header(HttpHeader.HOST)));
    } else if (named.size() > 1) {
      throw Registry.noSuchType();
    } else {
      exchange.answer(200, resources("", named.getFirst()));
    }
  }

  private void groups(Exchange exchange, List<String> rest) {
    List<String> named = rest.stream().filter(part -> !part.isEmpty()).toList();
    switch (named.size()) {
      case 0 -> DiscoveryPages.answer(exchange, discovery, false, discovery.groups());
      case 1 ->
          exchange.answer(
              200, discovery.group(named.getFirst()).orElseThrow(ClusterPages::noSuchPage));
      case 2 -> {
        boolean known = discovery.group(named.get(0)).isPresent();
        ObjectNode found =
            discovery
                .resources(named.get(0), named.get(1))
                .orElseThrow(known ? Registry::noSuchType : ClusterPages::noSuchPage);
        exchange.answer(200, found);
      }
      default -> throw Registry.noSuchType();
    }
  }

  private ObjectNode resources(String group, String version) {
    return discovery.resources(group, version).orElseThrow(ClusterPages::noSuchPage);
  }

  private void openApi(Exchange exchange, String rest) {
    if (rest.equals("v2")) {
      DiscoveryPages.requireJson(exchange);
      DiscoveryPages.answer(exchange, openApi.all(), Exchange.JSON);
    } else if (rest.equals("v3")) {
      DiscoveryPages.answer(exchange, openApi.index(), Exchange.JSON);
    } else if (rest.startsWith("v3/")) {
      DiscoveryPages.answer(
          exchange,
          openApi.document(rest.substring("v3/".length())).orElseThrow(ClusterPages::noSuchPage),
          Exchange.JSON);
    } else {
      throw Registry.noSuchType();
    }
  }

  private void debug(Exchange exchange, List<String> rest) {
    if (!rest.equals(List.of("audit"))) {
      throw noSuchPage();
    }
    if (exchange.method().equals("POST")) {
      audit.reset();
    }
    Map<String, Long> shown = exchange.isSet("bytes") ? audit.bytes() : audit.counts();
    ObjectNode document = Documents.object();
    shown.forEach(document::put);
    exchange.answer(200, document);
  }

  private static ApiException noSuchPage() {
    return new ApiException(404, "PageNotFound", "404 page not found", Subject.NONE, List.of());
  }
}
