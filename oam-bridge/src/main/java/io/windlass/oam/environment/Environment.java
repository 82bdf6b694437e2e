package io.windlass.oam.environment;

import io.windlass.core.model.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a place offers. The same application runs on each; what a place does not offer is told in
 * the application's status.
 *
 * @param ingress whether anything serves an Ingress
 * @param ingressClass empty for the cluster's default class
 * @param storageClass empty for the cluster's default class
 * @param gpuResource the resource's name that a whole GPU is asked for with; empty if there are
 *     none
 * @param extendedResources resources' names by the OAM names that components ask for
 * @param metrics whether pods' CPU and memory can be asked for
 * @param pods the part of a pod's spec that every pod gets
 * @param namespaces where the bridge may work while its webhooks are off
 */
public record Environment(
    String name,
    Backend backend,
    boolean ingress,
    Optional<String> ingressClass,
    Optional<String> storageClass,
    String gpuResource,
    Map<String, String> extendedResources,
    boolean metrics,
    Monitoring monitoring,
    DatabaseProvider database,
    Json.Obj pods,
    ComponentFields componentFields,
    Set<String> namespaces) {
  /** What a GPU is called where nobody says anything else. */
  public static final String NVIDIA = "nvidia.com/gpu";

  public Environment {
    extendedResources = Map.copyOf(extendedResources);
    namespaces = Set.copyOf(namespaces);
  }

  /** Everything with the cluster's defaults. */
  public static Environment standard() {
    return new Environment(
        "standard",
        Backend.KRUISE,
        true,
        Optional.empty(),
        Optional.empty(),
        NVIDIA,
        Map.of(),
        true,
        Monitoring.SERVICE_MONITOR,
        new DatabaseProvider.None(),
        Json.Obj.EMPTY,
        ComponentFields.ENFORCE,
        Set.of());
  }
}
