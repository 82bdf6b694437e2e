package io.windlass.manager.wiring;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.fabric8.AnswerStores;
import io.windlass.controllers.adapter.fabric8.Fabric8Http;
import io.windlass.controllers.adapter.fabric8.RefusedRead;
import io.windlass.controllers.adapter.fabric8.ResourceReader;
import io.windlass.controllers.adapter.fabric8.ResourceReader.Listed;
import io.windlass.controllers.adapter.fabric8.Scope;
import io.windlass.controllers.adapter.josdk.PrimaryRim;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.controllers.sidecarset.Canaries;
import io.windlass.controllers.sidecarset.SidecarSetOwners;
import io.windlass.controllers.sidecarset.SidecarSetPods;
import io.windlass.controllers.sidecarset.SidecarSetReach;
import io.windlass.controllers.sidecarset.SidecarSetReconciler;
import io.windlass.controllers.sidecarset.SidecarSetStores;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetKinds;
import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.runtime.control.Controller;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.store.ConcurrentObjectStore;
import io.windlass.runtime.store.ObjectStore;
import io.windlass.runtime.store.StoredType;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the SidecarSet controller has of its own, beside the pods and revisions that all controllers
 * share. Thread-safe.
 */
final class SidecarSetParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SidecarSetParts.class);
  private static final String NAME = "sidecarset";

  private final ViewType<SidecarSetView> type;
  private final ViewType<ObjectMeta> namespaceType = ViewType.namespaces();
  private final ResourceReader<SidecarSetView> reader;
  private final WorkQueue<ObjectKey> queue;
  private final SidecarSetReconciler.Known known;
  private Optional<WatchedType<ObjectMeta>> namespaces = Optional.empty();

  /** What all controllers know. */
  record Shared(ObjectStore<PodView> pods, ObjectStore<RevisionView> revisions) {}

  private SidecarSetParts(
      ViewType<SidecarSetView> type,
      ResourceReader<SidecarSetView> reader,
      Shared shared,
      RuntimeSettings.Scope scope,
      Platform platform) {
    this.type = type;
    this.reader = reader;
    this.queue = new ConcurrentWorkQueue<>(NAME, platform, Pace.DEFAULT);
    SidecarSetStores stores = stores(shared.revisions);
    Canaries canaries = new Canaries();
    stores.sidecarSets().onChange(canaries);
    SidecarSetReach reach = SidecarSetReach.of(scope.namespaces(), stores.namespaces());
    this.known =
        new SidecarSetReconciler.Known(
            stores, new SidecarSetPods(shared.pods), reach, canaries, scope.home());
    wake(new SidecarSetOwners(stores, shared.pods, reach), shared);
    platform.metrics().watchQueue(NAME, queue::depth);
    ObjectStore<SidecarSetView> sets = stores.sidecarSets();
    platform.metrics().watchStore("sidecarsets", sets::size, sets::sizeBytes);
  }

  /** Empty where the cluster does not know SidecarSets, or does not let them be read. */
  static Optional<SidecarSetParts> open(
      Fabric8Http reads, Shared shared, RuntimeSettings.Scope scope, Platform platform)
      throws IOException {
    ViewType<SidecarSetView> type = ViewType.sidecarSets(SidecarSetKinds.SIDECAR_SET);
    ResourceReader<SidecarSetView> reader = new ResourceReader<>(reads, type, Scope.ALL);
    try {
      reader.currentVersion();
    } catch (RefusedRead refused) {
      if (!refused.isUnknownType() && !refused.isForbidden()) {
        throw refused;
      }
      LOG.atInfo().addKeyValue("why", refused.getMessage()).log("SidecarSets are not looked after");
      return Optional.empty();
    }
    return Optional.of(new SidecarSetParts(type, reader, shared, scope, platform));
  }

  private static SidecarSetStores stores(ObjectStore<RevisionView> revisions) {
    SidecarSetStores own = SidecarSetStores.empty();
    return new SidecarSetStores(
        own.sidecarSets(),
        revisions,
        new ConcurrentObjectStore<>(StoredType.of(meta -> meta)),
        own.index());
  }

  private void wake(SidecarSetOwners owners, Shared shared) {
    shared.pods.onChange((before, after) -> owners.ofPod(before, after).forEach(this::add));
    shared.revisions.onChange(
        (before, after) -> SidecarSetOwners.ofRevision(before, after).forEach(this::add));
    known
        .stores()
        .namespaces()
        .onChange(
            (before, after) -> {
              if (before.isPresent() && after.isPresent()) {
                owners.ofNamespace(before.get(), after.get()).forEach(this::add);
              }
            });
  }

  private void add(ObjectKey key) {
    queue.add(key, Priority.CHANGE);
  }

  AnswerStores answers(AnswerStores others) {
    return others.and(type, known.stores().sidecarSets());
  }

  /** Starts to read the namespaces, unless only some are watched, whose names are all we know. */
  void read(Fabric8Http http, RuntimeSettings.Scope scope, Platform platform) {
    ObjectStore<ObjectMeta> store = known.stores().namespaces();
    if (scope.namespaces().isEmpty()) {
      namespaces = Optional.of(WatchedType.start(http, namespaceType, store, scope, platform));
    }
  }

  /** Starts to watch the SidecarSets. */
  PrimaryRim rim(KubernetesClient client) {
    return PrimaryRim.startSidecarSets(
        client, new PrimaryRim.Engine<>(known.stores().sidecarSets(), SidecarSetView::meta, queue));
  }

  /** Starts the controller; all it needs to know has been read. */
  Controller<ObjectKey> act(Engine engine, Term term) throws IOException {
    Listed<SidecarSetView> listed = reader.list();
    known.stores().sidecarSets().listed(listed.objects(), listed.version());
    SidecarSetReconciler.Ports ports =
        new SidecarSetReconciler.Ports(
            engine.ports().pipeline(),
            engine.sidecarSetEvents(),
            engine.platform().ticker(),
            queue::planned);
    Controller<ObjectKey> acting =
        new Controller<>(
            new Controller.Setup(NAME, engine.settings().work().workers()),
            queue,
            new SidecarSetReconciler(known, ports, term),
            engine.platform());
    known.stores().sidecarSets().all().forEach(set -> queue.add(set.meta().key(), Priority.RESYNC));
    acting.start();
    return acting;
  }

  void awaitFilled() throws IOException, InterruptedException {
    if (namespaces.isPresent()) {
      namespaces.get().awaitFilled();
    }
  }

  Optional<WatchedType<ObjectMeta>> namespaces() {
    return namespaces;
  }

  boolean isHealthy() {
    return namespaces.map(WatchedType::isHealthy).orElse(true);
  }

  boolean isFilled() {
    return namespaces.map(WatchedType::isFilled).orElse(true);
  }

  @Override
  public void close() {
    namespaces.ifPresent(WatchedType::close);
    queue.close();
  }
}
