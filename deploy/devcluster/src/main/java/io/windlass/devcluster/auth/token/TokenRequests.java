package io.windlass.devcluster.auth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.auth.token.Claims.Account;
import io.windlass.devcluster.auth.token.Claims.Bound;
import io.windlass.devcluster.auth.token.Claims.Lifetime;
import io.windlass.devcluster.auth.token.Claims.Ref;
import io.windlass.devcluster.auth.token.LiveObjects.Live;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.store.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The subresource {@code serviceaccounts/token}: makes a token for an account. Nothing is stored.
 * Thread-safe.
 */
public final class TokenRequests {
  private static final String GROUP = "authentication.k8s.io";
  private static final String KIND = "TokenRequest";
  private static final long HOUR_SECONDS = 3_600;
  private static final long LEAST_SECONDS = 600;
  private static final long MOST_SECONDS = 1L << 32;
  // What the kubelet's volumes ask for, and what they get until all clients read tokens anew.
  private static final long VOLUME_SECONDS = 3_607;
  private static final Duration VOLUME_LIFE = Duration.ofDays(365);

  private final TokenKey key;
  private final ClusterClock clock;
  private final LiveObjects objects;

  public TokenRequests(TokenKey key, ClusterClock clock, Registry registry) {
    this.key = key;
    this.clock = clock;
    this.objects = new LiveObjects(registry);
  }

  /**
   * Answers a TokenRequest.
   *
   * @param account the ServiceAccount of the address
   * @param request is changed and becomes the answer
   */
  public ObjectNode create(ObjectKey account, ObjectNode request) {
    checkAddress(account, request);
    Live owner =
        objects
            .find("serviceaccounts", account.namespace(), account.name())
            .orElseThrow(() -> notFound("serviceaccounts", account.name()));
    Instant now = clock.now();
    ObjectNode spec = complete(account, request, now);
    checkExpiration(spec);
    Bound bound = bound(account, spec.path("boundObjectRef"));
    long seconds = spec.path("expirationSeconds").asLong();
    boolean volume = bound.pod().isPresent() && seconds == VOLUME_SECONDS;
    Duration life = volume ? VOLUME_LIFE : Duration.ofSeconds(seconds);
    String id = UUID.randomUUID().toString();
    Ref ref = new Ref(account.name(), owner.uid());
    Claims claims =
        new Claims(
            new Account(account.namespace(), ref),
            bound,
            Documents.texts(spec.path("audiences")),
            new Lifetime(now, now.plus(life), id));
    ObjectNode status = request.putObject("status");
    status.put("token", key.sign(claims.toJwt()));
    status.put("expirationTimestamp", time(now.plusSeconds(seconds)));
    return request;
  }

  private static void checkAddress(ObjectKey account, ObjectNode request) {
    checkSame(account, request, "name", account.name());
    checkSame(account, request, "namespace", account.namespace());
  }

  private static void checkSame(
      ObjectKey account, ObjectNode request, String field, String expected) {
    String stated = Documents.text(request, "metadata", field);
    if (!stated.isEmpty() && !stated.equals(expected)) {
      String why =
          "Invalid value: \"%s\": must match the service account %s if specified"
              .formatted(stated, field);
      throw invalid(account.name(), new Cause("FieldValueInvalid", why, "metadata." + field));
    }
  }

  private static ObjectNode complete(ObjectKey account, ObjectNode request, Instant now) {
    request.put("kind", KIND).put("apiVersion", GROUP + "/v1");
    ObjectNode metadata = Documents.metadata(request);
    metadata.put("name", account.name()).put("namespace", account.namespace());
    metadata.put("creationTimestamp", time(now));
    ObjectNode spec = Documents.child(request, "spec");
    if (spec.path("audiences").isEmpty()) {
      ArrayNode audiences = spec.putArray("audiences");
      audiences.add(AccountTokens.API_AUDIENCE);
    }
    if (!spec.path("expirationSeconds").isNumber()) {
      spec.put("expirationSeconds", HOUR_SECONDS);
    }
    if (!spec.path("boundObjectRef").isObject()) {
      spec.putNull("boundObjectRef");
    }
    return spec;
  }

  private static void checkExpiration(ObjectNode spec) {
    long seconds = spec.path("expirationSeconds").asLong();
    String fault =
        seconds < LEAST_SECONDS
            ? "may not specify a duration less than 10 minutes"
            : seconds > MOST_SECONDS ? "may not specify a duration larger than 2^32 seconds" : "";
    if (!fault.isEmpty()) {
      String why = "Invalid value: %d: %s".formatted(seconds, fault);
      throw invalid("", new Cause("FieldValueInvalid", why, "spec.expirationSeconds"));
    }
  }

  private Bound bound(ObjectKey account, JsonNode ref) {
    if (!ref.isObject()) {
      return Bound.NOTHING;
    }
    String kind = Documents.text(ref, "kind");
    boolean core = !Documents.text(ref, "apiVersion").contains("/");
    return switch (core ? kind : "") {
      case "Pod" -> ofPod(account, ref);
      case "Secret" -> {
        Ref secret = found("secrets", account.namespace(), ref);
        yield new Bound(Optional.empty(), Optional.of(secret), Optional.empty());
      }
      case "Node" ->
          new Bound(Optional.empty(), Optional.empty(), Optional.of(found("nodes", "", ref)));
      default -> throw unboundable(ref, kind);
    };
  }

  private Bound ofPod(ObjectKey account, JsonNode ref) {
    String name = Documents.text(ref, "name");
    Live pod = live("pods", account.namespace(), name);
    if (!pod.text("spec", "serviceAccountName").equals(account.name())) {
      throw ApiException.badRequest(
          "cannot bind token for serviceaccount \"%s\" to pod running with different serviceaccount name."
              .formatted(account.name()));
    }
    String node = pod.text("spec", "nodeName");
    Optional<Ref> runsOn =
        node.isEmpty()
            ? Optional.empty()
            : Optional.of(new Ref(node, objects.find("nodes", "", node).map(Live::uid).orElse("")));
    return new Bound(Optional.of(checked(ref, pod)), Optional.empty(), runsOn);
  }

  private Ref found(String plural, String namespace, JsonNode ref) {
    return checked(ref, live(plural, namespace, Documents.text(ref, "name")));
  }

  private Live live(String plural, String namespace, String name) {
    return objects.find(plural, namespace, name).orElseThrow(() -> notFound(plural, name));
  }

  private static Ref checked(JsonNode ref, Live found) {
    String stated = Documents.text(ref, "uid");
    String name = Documents.text(ref, "name");
    String kind = Documents.text(ref, "kind");
    if (!stated.isEmpty() && !stated.equals(found.uid())) {
      String why =
          ("Operation cannot be fulfilled on %s \"%s\": the UID in the bound object reference (%s)"
                  + " does not match the UID in record. The object might have been deleted and then"
                  + " recreated")
              .formatted(kind, name, stated);
      throw new ApiException(409, "Conflict", why, new Subject("", kind, name), List.of());
    }
    return new Ref(name, found.uid());
  }

  private static ApiException unboundable(JsonNode ref, String kind) {
    String apiVersion = Documents.text(ref, "apiVersion");
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    return ApiException.badRequest(
        "cannot bind token to object of type %s/%s, Kind=%s".formatted(group, version, kind));
  }

  private static ApiException notFound(String plural, String name) {
    String message = "%s \"%s\" not found".formatted(plural, name);
    return new ApiException(404, "NotFound", message, new Subject("", plural, name), List.of());
  }

  private static ApiException invalid(String name, Cause cause) {
    String message =
        "%s.%s \"%s\" is invalid: %s: %s"
            .formatted(KIND, GROUP, name, cause.field(), cause.message());
    return new ApiException(
        422, "Invalid", message, new Subject(GROUP, KIND, name), List.of(cause));
  }

  private static String time(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
