package io.windlass.benchmarks.cluster;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pods of about 10 KB once they are stored: two containers with many variables, as a Java service
 * and its log agent have them.
 */
final class PodBodies {
  /** Scheduled and run by the simulation. */
  static final String RUN = "default-scheduler";

  /** Left alone: no scheduler, and so no kubelet, looks at it. */
  static final String LEFT_ALONE = "nobody";

  private static final int VARIABLES = 18;

  private PodBodies() {}

  /** The body that creates a pod. */
  static String create(String name, String scheduler) {
    return """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","labels":{"app":"shop","tier":"web","team":"checkout"},
       "annotations":{"team.example.com/contact":"checkout@example.com","team.example.com/runbook":"runbooks/checkout"}},
       "spec":{"schedulerName":"%s","containers":[%s,%s],
        "volumes":[{"name":"settings","configMap":{"name":"shop-settings"}},{"name":"scratch","emptyDir":{}}]}}"""
        .formatted(name, scheduler, container("shop", 8080), container("log-agent", 9090));
  }

  /** A merge patch that changes one annotation. */
  static String annotate(String value) {
    return """
        {"metadata":{"annotations":{"%s":"%s"}}}"""
        .formatted(SentAt.ANNOTATION, value);
  }

  private static String container(String name, int port) {
    String variables =
        IntStream.range(0, VARIABLES)
            .mapToObj(
                i ->
                    """
      {"name":"SERVICE_SETTING_%02d","value":"value-%02d-of-a-setting-that-is-about-so-long"}"""
                        .formatted(i, i))
            .collect(Collectors.joining(","));
    return """
      {"name":"%1$s","image":"registry.local/shop/%1$s:1.0.0","env":[%2$s],
       "resources":{"requests":{"cpu":"1m","memory":"1Mi"},"limits":{"memory":"2Gi"}},
       "ports":[{"name":"http","containerPort":%3$d}],
       "volumeMounts":[{"name":"settings","mountPath":"/etc/settings"},{"name":"scratch","mountPath":"/tmp"}],
       "readinessProbe":{"httpGet":{"path":"/ready","port":"http"},"periodSeconds":5,"failureThreshold":3}}"""
        .formatted(name, variables, port);
  }
}
