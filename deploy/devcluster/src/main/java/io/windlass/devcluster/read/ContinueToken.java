package io.windlass.devcluster.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.store.ObjectKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a list that is read in pages goes on, and at which version. It says all by itself: the
 * server keeps nothing for it. Its form is that of the API server.
 *
 * @param version the version of the whole list; {@link #LATEST} to go on with what there is now
 * @param start the first name, or namespace and name, that has not been told
 */
record ContinueToken(long version, String start) {
  static final long LATEST = -1;

  private static final String FORM = "meta.k8s.io/v1";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The token of the rest after an object. */
  static ContinueToken after(ObjectKey key, String namespace, long version) {
    return new ContinueToken(version, text(key, namespace) + "\0");
  }

  /** An object's place in a list of one namespace, or of all if that is empty. */
  static String text(ObjectKey key, String namespace) {
    boolean byName = !namespace.isEmpty() || key.namespace().isEmpty();
    return byName ? key.name() : key.namespace() + "/" + key.name();
  }

  /** The same place in the list as it is now. */
  ContinueToken inconsistent() {
    return new ContinueToken(LATEST, start);
  }

  String encoded() {
    ObjectNode token = JSON.createObjectNode();
    token.put("v", FORM).put("rv", version).put("start", start);
    byte[] json = token.toString().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /** Reads a token; a 400 for what is none. */
  static ContinueToken decode(String encoded) {
    JsonNode token = json(encoded);
    String form = token.path("v").asText("");
    if (!form.equals(FORM)) {
      throw refusal("server does not recognize this encoded version " + form);
    }
    long version = token.path("rv").asLong(0);
    if (version == 0) {
      throw refusal("incorrect encoded start resourceVersion (version %s)".formatted(FORM));
    }
    String start = token.path("start").asText("");
    if (start.isEmpty()) {
      throw refusal("encoded start key empty (version %s)".formatted(FORM));
    }
    if (start.startsWith("/") || ("/" + start).matches(".*/(\\.{1,2})?(/.*|$)")) {
      throw refusal(start);
    }
    return new ContinueToken(version, start);
  }

  private static JsonNode json(String encoded) {
    try {
      JsonNode token = JSON.readTree(Base64.getUrlDecoder().decode(encoded));
      if (token.isObject()) {
        return token;
      }
      throw refusal("not a token");
    } catch (IllegalArgumentException e) {
      throw refusal("illegal base64 data");
    } catch (JsonProcessingException e) {
      throw refusal(e.getOriginalMessage());
    } catch (IOException e) {
      throw refusal("not a token");
    }
  }

  private static ApiException refusal(String why) {
    return ApiException.badRequest("invalid continue token: continue key is not valid: " + why);
  }
}
