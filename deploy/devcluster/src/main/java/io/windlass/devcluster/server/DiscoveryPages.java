package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.discovery.DiscoveryDocuments;
import io.windlass.devcluster.discovery.Page;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** Answers pages that clients keep, and the forms of discovery that they ask for. Stateless. */
final class DiscoveryPages {
  private DiscoveryPages() {}

  /** Discovery in the first form of the Accept header: all in one, or the legacy document. */
  static void answer(
      Exchange exchange, DiscoveryDocuments discovery, boolean core, ObjectNode legacy) {
    exchange.header("Vary", "Accept");
    Optional<String> version = aggregated(exchange.header(HttpHeader.ACCEPT));
    if (version.isEmpty()) {
      exchange.answer(200, legacy);
      return;
    }
    byte[] document = Documents.bytes(discovery.aggregated(core, version.get()));
    exchange.header("Cache-Control", "public");
    String type =
        "application/json;g=apidiscovery.k8s.io;v=%s;as=APIGroupDiscoveryList"
            .formatted(version.get());
    answer(exchange, Page.of(document), type);
  }

  // A part that says more wins over one that says less, wherever it stands.
  private static Optional<String> aggregated(String accept) {
    for (String part : accept.split(",", -1)) {
      List<String> words = List.of(part.trim().split("\\s*;\\s*"));
      boolean asked =
          words.contains("g=apidiscovery.k8s.io") && words.contains("as=APIGroupDiscoveryList");
      for (String version : List.of("v2", "v2beta1")) {
        if (asked
            && words.getFirst().equals("application/json")
            && words.contains("v=" + version)) {
          return Optional.of(version);
        }
      }
    }
    return Optional.empty();
  }

  /** Answers a page, or only that it is still the same as the client's. */
  static void answer(Exchange exchange, Page page, String contentType) {
    String tag = '"' + page.tag() + '"';
    exchange.header("ETag", tag);
    String wanted = exchange.query("hash");
    if (!wanted.isEmpty() && !wanted.equals(page.tag())) {
      exchange.header("Location", exchange.path() + "?hash=" + page.tag());
      exchange.answer(301, contentType, new byte[0]);
      return;
    }
    if (!wanted.isEmpty()) {
      // The address names the content, which therefore never changes under it.
      exchange.header("Cache-Control", "public, immutable");
    }
    if (exchange.header(HttpHeader.IF_NONE_MATCH).contains(tag)) {
      exchange.answer(304, contentType, new byte[0]);
    } else {
      exchange.answer(200, contentType, page.content().get());
    }
  }

  /** A 406 for clients that want the binary form alone. */
  static void requireJson(Exchange exchange) {
    String accept = exchange.header(HttpHeader.ACCEPT).toLowerCase(Locale.ROOT);
    boolean json = accept.isBlank() || accept.contains("json") || accept.contains("*/*");
    if (!json) {
      throw new ApiException(
          406,
          "NotAcceptable",
          "only the following media types are accepted: application/json",
          Subject.NONE,
          List.of());
    }
  }
}
