package io.windlass.devcluster.hostile;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A seeded source of requests that are wrong in every way that a body or a path can be. */
final class HostileRequests {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW");

  private static final List<String> TYPES =
      List.of(
          "api/v1/namespaces/%s/pods",
          "api/v1/namespaces/%s/services",
          "api/v1/namespaces/%s/configmaps",
          "api/v1/namespaces/%s/secrets",
          "api/v1/namespaces/%s/events",
          "apis/apps/v1/namespaces/%s/deployments",
          "apis/batch/v1/namespaces/%s/jobs",
          "apis/coordination.k8s.io/v1/namespaces/%s/leases",
          "apis/rbac.authorization.k8s.io/v1/namespaces/%s/roles",
          "apis/autoscaling/v2/namespaces/%s/horizontalpodautoscalers",
          "apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
          "apis/apiextensions.k8s.io/v1/customresourcedefinitions",
          "apis/nothing.example.com/v1/namespaces/%s/things");

  private static final List<String> ENDS =
      List.of(
          "",
          "/x",
          "/x/status",
          "/x/scale",
          "/x/log",
          "/x/eviction",
          "/x/exec",
          "/x/y/z",
          "//",
          "/..%%2f..",
          "/%%00",
          "/%%ff%%fe",
          "/x%%3fwatch=1");

  private static final List<String> QUERIES =
      List.of(
          "",
          "?watch=1&timeoutSeconds=1",
          "?watch=1&resourceVersion=-1",
          "?limit=-1",
          "?limit=1&continue=bm9uc2Vuc2U",
          "?labelSelector=%%28%%28%%28",
          "?labelSelector=a+in+%%28b",
          "?fieldSelector=spec.nodeName%%21%%21",
          "?resourceVersion=18446744073709551616",
          "?resourceVersionMatch=Never",
          "?dryRun=Maybe",
          "?fieldManager=%%01",
          "?timeoutSeconds=forever",
          "?propagationPolicy=Sideways",
          "?fieldValidation=Perhaps",
          "?force=yes&fieldManager=f");

  private static final List<String> MEDIA_TYPES =
      List.of(
          "application/json",
          "application/yaml",
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json",
          "application/apply-patch+yaml",
          "application/vnd.kubernetes.protobuf",
          "text/plain",
          "nonsense",
          "");

  private final Random random;
  private final String namespace;

  HostileRequests(long seed, String namespace) {
    this.random = new Random(seed);
    this.namespace = namespace;
  }

  /** A request. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Request(String method, String path, String mediaType, byte[] body) {
    @Override
    public String toString() {
      return method + " " + path + " " + mediaType + ", " + body.length + " bytes";
    }
  }

  Request next() {
    String path = "/" + one(TYPES) + one(ENDS) + one(QUERIES);
    String method = one(METHODS);
    return new Request(
        method,
        path.formatted(namespace),
        one(MEDIA_TYPES),
        takesBody(method) ? new HostileBodies(random).next() : new byte[0]);
  }

  private static boolean takesBody(String method) {
    return List.of("POST", "PUT", "PATCH", "DELETE").contains(method.toUpperCase(Locale.ROOT));
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
