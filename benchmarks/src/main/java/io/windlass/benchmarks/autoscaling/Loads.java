package io.windlass.benchmarks.autoscaling;

import static io.windlass.benchmarks.autoscaling.TimedSite.until;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.nio.charset.StandardCharsets;

/** Deployments of four pods whose CPU goes up and down, each with an autoscaler. */
record Loads(TimedSite site, int namespaces, int perNamespace) {
  private static final int PODS = 4;

  int all() {
    return namespaces * perNamespace;
  }

  void create() {
    for (int n = 0; n < namespaces; n++) {
      site.namespace("load-" + n);
    }
    TimedSite.times(all(), this::one);
    for (int n = 0; n < namespaces; n++) {
      String namespace = "load-" + n;
      until(() -> ready(namespace) >= (long) perNamespace * PODS);
    }
  }

  private void one(int number) {
    String namespace = "load-" + number % namespaces;
    String name = "app-" + number;
    site.api()
        .post(
            "/apis/apps/v1/namespaces/" + namespace + "/deployments",
            """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"%1$s"},
             "spec":{"replicas":%2$d,"selector":{"matchLabels":{"app":"%1$s"}},
               "template":{"metadata":{"labels":{"app":"%1$s"},
                   "annotations":{"sim.windlass.io/cpu":"sine 190m..210m every=1m"}},
                 "spec":{"containers":[{"name":"main","image":"app:1",
                   "resources":{"requests":{"cpu":"400m"}}}]}}}}
            """
                .formatted(name, PODS));
    site.autoscaler(
        namespace,
        """
        {"apiVersion":"autoscaling.windlass.io/v1alpha1","kind":"TimedPodAutoscaler",
         "metadata":{"name":"%1$s"},
         "spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"%1$s"},
           "minReplicas":2,"maxReplicas":9,
           "windows":[{"name":"daily","start":"0 8 * * *","duration":"10h","bounds":{"minReplicas":3}}],
           "metrics":[{"name":"cpu","type":"Resource","resource":{"name":"cpu",
             "target":{"type":"Utilization","averageUtilization":50}}}]}}
        """
            .formatted(name));
  }

  private long ready(String namespace) {
    byte[] list = site.api().get("/apis/apps/v1/namespaces/" + namespace + "/deployments");
    Json read = JsonText.parse(new String(list, StandardCharsets.UTF_8));
    return read.items("items").stream()
        .mapToLong(it -> it.number("status", "readyReplicas").orElse(0L))
        .sum();
  }
}
