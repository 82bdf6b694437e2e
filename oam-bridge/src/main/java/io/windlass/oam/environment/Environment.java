package io.windlass.oam.environment;

import io.windlass.core.model.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a cluster offers to applications and what it asks of them.
 *
 * @param storageClassName class of volumes for which operators name none; empty for the cluster's
 * @param gpuResourceName what a GPU is called; empty if there are none
 * @param extendedResources resource names by the {@code GROUP/VERSION.KIND} that components write
 * @param metricsApi whether autoscalers can count on CPU and memory
 * @param pods the part of a pod's spec that every pod gets
 * @param namespaces where the bridge may work while its webhooks are off
 */
public record Environment(
    String name,
    Backend backend,
    Ingress ingress,
    Optional<String> storageClassName,
    Optional<String> gpuResourceName,
    Map<String, String> extendedResources,
    boolean metricsApi,
    Monitoring monitoring,
    DatabaseProvider database,
    Json.Obj pods,
    ComponentFields componentFields,
    Set<String> namespaces) {

  public Environment {
    extendedResources = Map.copyOf(extendedResources);
    namespaces = Set.copyOf(namespaces);
  }

  /** What workloads become. */
  public enum Backend {
    /** CloneSet and its kin, updated in place. */
    KRUISE,
    /** Deployment and its kin. */
    NATIVE
  }

  /** What the trait monitoring becomes. */
  public enum Monitoring {
    /** A ServiceMonitor where the kind is served, annotations elsewhere. */
    SERVICE_MONITOR,
    /** The annotations that scrapers look for. */
    ANNOTATIONS,
    /** Nothing. */
    NONE
  }

  /** What happens to fields in embedded workloads that are not the developer's. */
  public enum ComponentFields {
    ENFORCE,
    WARN
  }

  /**
   * How requests come in from outside.
   *
   * @param isServed whether anything serves an Ingress
   * @param className empty for the cluster's
   */
  public record Ingress(boolean isServed, Optional<String> className) {}

  /** The same with another backend. */
  public Environment with(Backend other) {
    return new Environment(
        name,
        other,
        ingress,
        storageClassName,
        gpuResourceName,
        extendedResources,
        metricsApi,
        monitoring,
        database,
        pods,
        componentFields,
        namespaces);
  }
}
