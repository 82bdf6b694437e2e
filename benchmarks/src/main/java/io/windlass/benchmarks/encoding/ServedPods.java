package io.windlass.benchmarks.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.benchmarks.cluster.Load;
import io.windlass.benchmarks.pods.RealisticPods;
import java.util.concurrent.TimeUnit;

/**
 * Realistic pods in a namespace of their own, which nobody schedules, so that nothing but the
 * benchmark changes them. Each is made, gets its status, and is changed once. Closing removes them.
 */
record ServedPods(KubernetesClient client, String namespace, int count) implements AutoCloseable {
  private static final int CLIENTS = 4;
  private static final int ACCOUNT_WITHIN_SECONDS = 30;

  /** Makes them; takes some seconds a thousand. */
  static ServedPods make(KubernetesClient client, int count) {
    String name = "windlass-encodings-" + Long.toString(System.nanoTime(), 36);
    client
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    client
        .serviceAccounts()
        .inNamespace(name)
        .withName("default")
        .waitUntilCondition(made -> made != null, ACCOUNT_WITHIN_SECONDS, TimeUnit.SECONDS);
    return new ServedPods(client, name, count);
  }

  /** Makes the pods and gives each its status. */
  void fill() {
    RealisticPods source = RealisticPods.atRest();
    Load.closed(CLIENTS, count, number -> make(source, (int) number));
  }

  private void make(RealisticPods source, int number) {
    Pod recorded =
        client
            .getKubernetesSerialization()
            .unmarshal(new String(source.json(number, 1), UTF_8), Pod.class);
    Pod wanted =
        new PodBuilder(recorded)
            .editMetadata()
            .withName(name(number))
            .withNamespace(namespace)
            .withUid(null)
            .withGenerateName(null)
            .withResourceVersion(null)
            .withCreationTimestamp(null)
            .withOwnerReferences()
            .withManagedFields()
            .endMetadata()
            .editSpec()
            .withNodeName(null)
            .withSchedulerName("nobody")
            .withServiceAccountName(null)
            .withServiceAccount(null)
            .endSpec()
            .build();
    client.resource(wanted).create();
    client.resource(wanted).patchStatus();
  }

  /** Changes each pod, one after another. */
  void change() {
    Load.closed(CLIENTS, count, number -> change((int) number));
  }

  private void change(int number) {
    client
        .pods()
        .inNamespace(namespace)
        .withName(name(number))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"example.com/note\":\"changed\"}}}");
  }

  private static String name(int number) {
    return "pod-%05d".formatted(number);
  }

  /** Below this path is what is read. */
  String path() {
    return "/api/v1/namespaces/" + namespace + "/pods";
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
  }
}
