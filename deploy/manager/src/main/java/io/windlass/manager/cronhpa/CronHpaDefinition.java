package io.windlass.manager.cronhpa;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The custom resource definition of CronHorizontalPodAutoscaler. Stateless. */
public final class CronHpaDefinition {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private CronHpaDefinition() {}

  /** The definition as YAML. */
  public static String yaml() {
    try (InputStream written =
        Objects.requireNonNull(
            CronHpaDefinition.class.getResourceAsStream("/cronhorizontalpodautoscalers.yaml"),
            "cronhorizontalpodautoscalers.yaml is not in the jar")) {
      return new String(written.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a cluster serves the kind, by whomever it was installed. */
  public static boolean isServed(KubernetesClient client) {
    return resource(client).get() != null;
  }

  /**
   * Creates it where there is none, and waits until it is served. One that is there is left alone:
   * it belongs to whoever installed it, and its objects must go on being stored.
   */
  public static void install(KubernetesClient client) {
    if (!isServed(client)) {
      resource(client).create();
    }
    resource(client)
        .waitUntilCondition(
            found ->
                found != null
                    && found.getStatus() != null
                    && found.getStatus().getConditions().stream()
                        .anyMatch(
                            it ->
                                it.getType().equals("Established")
                                    && it.getStatus().equals("True")),
            PATIENCE.toSeconds(),
            TimeUnit.SECONDS);
  }

  private static Resource<CustomResourceDefinition> resource(KubernetesClient client) {
    return client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .resource(Serialization.unmarshal(yaml(), CustomResourceDefinition.class));
  }
}
