package io.windlass.benchmarks.reader;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * The path of a pod event through java-operator-sdk and fabric8's informer, with a reconciler that
 * does nothing: what an engineer who writes Java would take. The client watches through a
 * WebSocket, as it does against an API server; without one it reads character by character and
 * takes far longer.
 */
public final class FrameworkPath {
  private FrameworkPath() {}

  /** The owner of the pods, as far as the framework needs it. */
  @Group("apps.kruise.io")
  @Version("v1alpha1")
  public static final class CloneSet extends CustomResource<Void, Void> implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Follows the pods of a server.
   *
   * @param arguments its URL, events of warm-up, events to measure
   */
  public static void main(String[] arguments) throws InterruptedException {
    CpuMeter meter = new CpuMeter(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
    KubernetesClient client = OwnPath.client(arguments[0]);
    Operator operator =
        new Operator(
            service ->
                service
                    .withKubernetesClient(client)
                    .withExecutorService(Executors.newVirtualThreadPerTaskExecutor())
                    .checkingCRDAndValidateLocalModel(false));
    operator.register(new Nothing(meter, new AtomicReference<>("")));
    Thread.ofVirtual().start(operator::start);
    meter.tellAndExit();
  }

  private record Nothing(CpuMeter meter, AtomicReference<String> last)
      implements Reconciler<CloneSet> {
    @Override
    public List<EventSource<?, CloneSet>> prepareEventSources(
        EventSourceContext<CloneSet> context) {
      return List.of(
          new InformerEventSource<>(
              InformerEventSourceConfiguration.from(Pod.class, CloneSet.class)
                  .withSecondaryToPrimaryMapper(this::owners)
                  .build(),
              context));
    }

    /** Called once or twice for each event, all by one thread. */
    private Set<ResourceID> owners(Pod pod) {
      String version = pod.getMetadata().getResourceVersion();
      if (!version.equals(last.getAndSet(version))) {
        meter.tick();
      }
      return pod.getMetadata().getOwnerReferences().stream()
          .map(owner -> new ResourceID(owner.getName(), pod.getMetadata().getNamespace()))
          .collect(Collectors.toSet());
    }

    @Override
    public UpdateControl<CloneSet> reconcile(CloneSet primary, Context<CloneSet> context) {
      return UpdateControl.noUpdate();
    }
  }
}
