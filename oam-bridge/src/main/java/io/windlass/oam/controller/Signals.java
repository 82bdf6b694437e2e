package io.windlass.oam.controller;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.windlass.core.model.ObjectKey;
import io.windlass.oam.cluster.Discovery;
import io.windlass.oam.cluster.Discovery.Resource;
import io.windlass.oam.cluster.Surroundings;
import io.windlass.oam.model.Kind;
import io.windlass.oam.render.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells the operator framework which applications are to be looked at, for events of everything but
 * the applications: components, what was made of them, the catalogue, the environment. Of all that
 * it keeps names, labels and owners. Thread-safe.
 */
final class Signals extends AbstractEventSource<Void, ApplicationPrimary> {
  private static final long NO_RESYNC = 0;

  private final KubernetesClient client;
  private final Discovery discovery;
  private final Surroundings surroundings;
  private final Users users;
  private final Set<String> namespaces;
  private final Map<Kind, List<SharedIndexInformer<GenericKubernetesResource>>> watches =
      new ConcurrentHashMap<>();

  /**
   * Watches nothing yet.
   *
   * @param namespaces none for all
   */
  Signals(
      KubernetesClient client,
      Discovery discovery,
      Surroundings surroundings,
      Users users,
      Set<String> namespaces) {
    super(Void.class, "surroundings");
    this.client = client;
    this.discovery = discovery;
    this.surroundings = surroundings;
    this.users = users;
    this.namespaces = Set.copyOf(namespaces);
  }

  @Override
  public void start() {
    super.start();
    watch(Gathering.COMPONENT, false, this::component);
    watch(Gathering.SCHEMATIC, false, this::component);
    Surroundings.CATALOGUE.forEach(kind -> watch(kind, false, _ -> everything()));
    watch(Surroundings.ENVIRONMENT, false, _ -> everything());
  }

  /** Watches what the bridge makes of a kind, if it does not yet. */
  void made(Kind kind) {
    watch(kind, true, this::product);
  }

  private void watch(Kind kind, boolean ours, Consumer<GenericKubernetesResource> told) {
    Optional<Resource> resource = discovery.find(kind);
    if (resource.isPresent()) {
      watches.computeIfAbsent(kind, _ -> informers(resource.get(), ours, told));
    }
  }

  private List<SharedIndexInformer<GenericKubernetesResource>> informers(
      Resource resource, boolean ours, Consumer<GenericKubernetesResource> told) {
    Set<String> scopes = new HashSet<>(resource.isNamespaced() ? namespaces : Set.of());
    if (scopes.isEmpty()) {
      scopes.add("");
    }
    List<SharedIndexInformer<GenericKubernetesResource>> all = new ArrayList<>();
    for (String scope : scopes) {
      all.add(informer(resource, scope, ours, told));
    }
    return List.copyOf(all);
  }

  private SharedIndexInformer<GenericKubernetesResource> informer(
      Resource resource, String scope, boolean ours, Consumer<GenericKubernetesResource> told) {
    var every = client.genericKubernetesResources(context(resource));
    var scoped = scope.isEmpty() ? every.inAnyNamespace() : every.inNamespace(scope);
    var informer =
        ours
            ? scoped.withLabel(Labels.MANAGED_BY, Labels.BRIDGE).runnableInformer(NO_RESYNC)
            : scoped.runnableInformer(NO_RESYNC);
    informer
        .itemStore(
            new ReducedStateItemStore<>(
                ReducedStateItemStore.NAME_KEY_STATE,
                GenericKubernetesResource.class,
                client.getKubernetesSerialization(),
                "metadata.resourceVersion",
                "metadata.labels",
                "metadata.ownerReferences"))
        .addEventHandler(new Telling(told));
    // It goes on trying until it is closed, so that nobody has to wait for it.
    var _ = informer.exceptionHandler((_, _) -> true).start();
    return informer;
  }

  private static ResourceDefinitionContext context(Resource resource) {
    String apiVersion = resource.kind().apiVersion();
    return new ResourceDefinitionContext.Builder()
        .withGroup(resource.kind().group())
        .withVersion(apiVersion.substring(apiVersion.indexOf('/') + 1))
        .withKind(resource.kind().kind())
        .withPlural(resource.plural())
        .withNamespaced(resource.isNamespaced())
        .build();
  }

  private void component(GenericKubernetesResource component) {
    users
        .of(
            new ObjectKey(
                component.getMetadata().getNamespace(), component.getMetadata().getName()))
        .forEach(this::wake);
  }

  private void everything() {
    surroundings.forget();
    users.all().forEach(this::wake);
  }

  private void product(GenericKubernetesResource object) {
    for (OwnerReference owner :
        Optional.ofNullable(object.getMetadata().getOwnerReferences()).orElse(List.of())) {
      if (owner.getKind().equals(Finalizer.APPLICATION.kind())) {
        wake(new ObjectKey(object.getMetadata().getNamespace(), owner.getName()));
      }
    }
    Map<String, String> labels =
        Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of());
    String namespace = labels.getOrDefault(Labels.NAMESPACE, "");
    String application = labels.getOrDefault(Labels.APPLICATION, "");
    if (!namespace.isEmpty() && !application.isEmpty()) {
      wake(new ObjectKey(namespace, application));
    }
  }

  private void wake(ObjectKey application) {
    if (isRunning()) {
      getEventHandler()
          .handleEvent(new Event(new ResourceID(application.name(), application.namespace())));
    }
  }

  /** Whether all watches stand. */
  boolean isHealthy() {
    return watches.values().stream()
        .flatMap(List::stream)
        .allMatch(SharedIndexInformer::isWatching);
  }

  @Override
  public void stop() {
    super.stop();
    watches.values().stream().flatMap(List::stream).forEach(SharedIndexInformer::close);
    watches.clear();
  }

  @Override
  public Set<Void> getSecondaryResources(ApplicationPrimary primary) {
    return Set.of();
  }
}
