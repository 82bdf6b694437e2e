package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.auth.token.AccountTokens;
import io.windlass.devcluster.auth.token.TokenKey;
import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The addresses under which others learn how to verify tokens. Thread-safe.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Discovery</a>
 */
final class KeyPages {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final String KEYS = "/openid/v1/jwks";

  private final TokenKey key;

  KeyPages(TokenKey key) {
    this.key = key;
  }

  boolean owns(String path) {
    return path.equals(CONFIGURATION) || path.equals(KEYS);
  }

  void answer(Exchange exchange) {
    exchange.header("Cache-Control", "public, max-age=3600");
    if (exchange.path().equals(KEYS)) {
      byte[] keys = key.publicKeys().getBytes(StandardCharsets.UTF_8);
      exchange.answer(200, "application/jwk-set+json", keys);
    } else {
      exchange.answer(200, configuration(exchange.header(HttpHeader.HOST)));
    }
  }

  private static ObjectNode configuration(String host) {
    ObjectNode configuration = Documents.object();
    configuration.put("issuer", AccountTokens.API_AUDIENCE);
    configuration.put("jwks_uri", "https://" + host + KEYS);
    configuration.putArray("response_types_supported").add("id_token");
    configuration.putArray("subject_types_supported").add("public");
    configuration.putArray("id_token_signing_alg_values_supported").add(TokenKey.ALGORITHM_NAME);
    return configuration;
  }
}
