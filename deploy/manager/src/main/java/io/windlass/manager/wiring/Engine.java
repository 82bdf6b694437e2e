package io.windlass.manager.wiring;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.AnswerStores;
import io.windlass.controllers.adapter.fabric8.Fabric8EventSink;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.Fabric8Writer;
import io.windlass.controllers.adapter.fabric8.NodeLabelReader;
import io.windlass.controllers.adapter.fabric8.ResourceReader;
import io.windlass.controllers.adapter.fabric8.ResourceReader.Listed;
import io.windlass.controllers.adapter.fabric8.Scope;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.controllers.cloneset.CloneSetOwners;
import io.windlass.controllers.cloneset.CloneSetReconciler;
import io.windlass.controllers.cloneset.DepartedPods;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.ClaimView;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.runtime.apply.Brake;
import io.windlass.runtime.apply.WritePipeline;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands between the cluster and the controllers: stores and the sources that fill them, the
 * queue that their changes fill, the pipeline that writes. Thread-safe.
 */
record Engine(
    RuntimeSettings settings,
    Platform platform,
    CloneSetReconciler.Stores stores,
    CloneSetReconciler.Ports ports,
    WorkQueue<ObjectKey> queue,
    Reading reading,
    EventSink sidecarSetEvents,
    Optional<SidecarSetParts> sidecarSets)
    implements AutoCloseable {
  private static final String COMPONENT = "cloneset-controller";
  private static final String SIDECAR_COMPONENT = "sidecarset-controller";

  // A read may outlast the lease, only a write may not; a busy server takes seconds for a list.
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  /** What reads the cluster. */
  record Reading(
      List<ResourceReader<CloneSetView>> primaries,
      WatchedType<PodView> pods,
      WatchedType<RevisionView> revisions,
      WatchedType<ClaimView> claims) {}

  /** What is watched, one instance of each for the process. */
  private record Types(
      ViewType<CloneSetView> cloneSets,
      ViewType<PodView> pods,
      ViewType<RevisionView> revisions,
      ViewType<ClaimView> claims) {
    static Types all() {
      return new Types(
          ViewType.cloneSets(), ViewType.pods(), ViewType.revisions(), ViewType.claims());
    }

    AnswerStores answers(CloneSetReconciler.Stores stores) {
      return AnswerStores.none()
          .and(cloneSets, stores.cloneSets())
          .and(pods, stores.pods())
          .and(revisions, stores.revisions())
          .and(claims, stores.claims());
    }

    Reading reading(
        Fabric8Http http,
        List<ResourceReader<CloneSetView>> primaries,
        CloneSetReconciler.Stores stores,
        RuntimeSettings.Scope scope,
        Platform platform) {
      return new Reading(
          primaries,
          WatchedType.start(http, pods, stores.pods(), scope, platform),
          WatchedType.start(http, revisions, stores.revisions(), scope, platform),
          WatchedType.start(
              new WatchedType.Selected<>(http, claims, PodMarks.INSTANCE_ID),
              stores.claims(),
              scope,
              platform));
    }
  }

  static Engine start(KubernetesClient client, Platform platform, RuntimeSettings settings)
      throws IOException {
    Fabric8Http reads = Fabric8Http.of(client, READ_TIMEOUT);
    Fabric8Http writes = Fabric8Http.of(client, settings.requests().timeout());
    Types types = Types.all();
    List<ResourceReader<CloneSetView>> primaries =
        primaryReaders(reads, types.cloneSets, settings.scope().namespaces());
    probe(primaries);
    WorkQueue<ObjectKey> queue = new ConcurrentWorkQueue<>("cloneset", platform, Pace.DEFAULT);
    CloneSetReconciler.Stores stores = stores(queue);
    watch(queue, stores, platform.metrics());
    var shared = new SidecarSetParts.Shared(stores.pods(), stores.revisions());
    Optional<SidecarSetParts> sidecarSets =
        SidecarSetParts.open(reads, shared, settings.scope(), platform);
    Brake brake = new Brake("writes", platform);
    EventSink events = new Fabric8EventSink(writes, COMPONENT, brake, platform);
    EventSink sidecarSetEvents = new Fabric8EventSink(writes, SIDECAR_COMPONENT, brake, platform);
    AnswerStores own = types.answers(stores);
    AnswerStores answers = sidecarSets.map(parts -> parts.answers(own)).orElse(own);
    sidecarSets.ifPresent(parts -> parts.read(reads, settings.scope(), platform));
    Fabric8Writer writer = new Fabric8Writer(writes, answers);
    EventsByOwner all = new EventsByOwner(events, sidecarSetEvents);
    WritePipeline pipeline =
        pipeline(new WritePipeline.Ports(writer, all, brake, platform), settings);
    return new Engine(
        settings,
        platform,
        stores,
        new CloneSetReconciler.Ports(
            pipeline,
            events,
            platform.ticker(),
            queue::planned,
            ServedFeatures.of(client, settings.features()),
            new NodeLabelReader(reads, platform.ticker())),
        queue,
        types.reading(reads, primaries, stores, settings.scope(), platform),
        sidecarSetEvents,
        sidecarSets);
  }

  private static WritePipeline pipeline(WritePipeline.Ports ports, RuntimeSettings settings) {
    return new WritePipeline(
        ports,
        new Expectations(ports.platform(), settings.work().unknownOutcomeTimeout()),
        settings.requests().limits());
  }

  private static void watch(
      WorkQueue<ObjectKey> queue, CloneSetReconciler.Stores stores, RuntimeMetrics metrics) {
    metrics.watchQueue("cloneset", queue::depth);
    watch(metrics, "clonesets", stores.cloneSets());
    watch(metrics, "pods", stores.pods());
    watch(metrics, "controllerrevisions", stores.revisions());
    watch(metrics, "persistentvolumeclaims", stores.claims());
  }

  private static void watch(RuntimeMetrics metrics, String resource, ObjectStore<?> store) {
    metrics.watchStore(resource, store::size, store::sizeBytes);
  }

  private static List<ResourceReader<CloneSetView>> primaryReaders(
      Fabric8Http http, ViewType<CloneSetView> type, Set<String> namespaces) {
    Set<String> scopes = namespaces.isEmpty() ? Set.of("") : namespaces;
    return scopes.stream()
        .sorted()
        .map(namespace -> new ResourceReader<>(http, type, new Scope(namespace, "")))
        .toList();
  }

  /** Fails early where the cluster cannot be read or lacks the type. */
  private static void probe(List<ResourceReader<CloneSetView>> primaries) throws IOException {
    for (ResourceReader<CloneSetView> reader : primaries) {
      reader.currentVersion();
    }
  }

  private static CloneSetReconciler.Stores stores(WorkQueue<ObjectKey> queue) {
    DepartedPods departed = new DepartedPods();
    ObjectStore<PodView> pods = new ConcurrentObjectStore<>(StoredType.pods());
    pods.onChange(
        (before, after) -> {
          // First, so that the run that is woken knows it.
          departed.observe(before, after);
          wake(queue, before.map(PodView::meta), after.map(PodView::meta));
        });
    ObjectStore<RevisionView> revisions = new ConcurrentObjectStore<>(StoredType.revisions());
    revisions.onChange(
        (before, after) ->
            wake(queue, before.map(RevisionView::meta), after.map(RevisionView::meta)));
    ObjectStore<ClaimView> claims = new ConcurrentObjectStore<>(StoredType.claims());
    claims.onChange(
        (before, after) -> wake(queue, before.map(ClaimView::meta), after.map(ClaimView::meta)));
    return new CloneSetReconciler.Stores(
        new ConcurrentObjectStore<>(
            StoredType.packed(
                CloneSetView::meta,
                CloneSetView::packed,
                CloneSetView::sharing,
                CloneSetView::bytes)),
        pods,
        revisions,
        claims,
        departed);
  }

  private static void wake(
      WorkQueue<ObjectKey> queue, Optional<ObjectMeta> before, Optional<ObjectMeta> after) {
    CloneSetOwners.keysFor(before, after).forEach(key -> queue.add(key, Priority.CHANGE));
  }

  void awaitFilled() throws IOException, InterruptedException {
    reading.pods.awaitFilled();
    reading.revisions.awaitFilled();
    reading.claims.awaitFilled();
    if (sidecarSets.isPresent()) {
      sidecarSets.get().awaitFilled();
    }
  }

  void catchUp() throws IOException, InterruptedException {
    WatchedType.CatchUp<PodView> pods = reading.pods.beginCatchUp();
    WatchedType.CatchUp<RevisionView> revisions = reading.revisions.beginCatchUp();
    WatchedType.CatchUp<ClaimView> claims = reading.claims.beginCatchUp();
    Optional<WatchedType<ObjectMeta>> namespaces = sidecarSets.flatMap(SidecarSetParts::namespaces);
    Optional<WatchedType.CatchUp<ObjectMeta>> labels =
        namespaces.isPresent() ? Optional.of(namespaces.get().beginCatchUp()) : Optional.empty();
    pods.await();
    revisions.await();
    claims.await();
    if (labels.isPresent()) {
      labels.get().await();
    }
  }

  /** Lists the CloneSets consistently, so that none that was deleted is acted for. */
  void readPrimaries() throws IOException {
    List<CloneSetView> all = new ArrayList<>();
    long oldest = Long.MAX_VALUE;
    for (ResourceReader<CloneSetView> reader : reading.primaries) {
      Listed<CloneSetView> listed = reader.list();
      all.addAll(listed.objects());
      oldest = Math.min(oldest, listed.version());
    }
    stores.cloneSets().listed(all, oldest);
  }

  boolean isHealthy() {
    return reading.pods.isHealthy()
        && reading.revisions.isHealthy()
        && reading.claims.isHealthy()
        && sidecarSets.map(SidecarSetParts::isHealthy).orElse(true);
  }

  boolean isFilled() {
    return reading.pods.isFilled()
        && reading.revisions.isFilled()
        && reading.claims.isFilled()
        && sidecarSets.map(SidecarSetParts::isFilled).orElse(true);
  }

  @Override
  public void close() {
    reading.pods.close();
    reading.revisions.close();
    reading.claims.close();
    sidecarSets.ifPresent(SidecarSetParts::close);
    queue.close();
  }
}
