package io.windlass.benchmarks.queue;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.LifecycleAware;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.EventProcessor;
import io.javaoperatorsdk.operator.processing.event.EventSourceManager;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.javaoperatorsdk.operator.processing.event.source.timer.TimerEventSource;
import io.windlass.core.model.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The real event processor and dispatcher of java-operator-sdk, with primaries from a map in the
 * place of its informer, so that no server has a part in it.
 */
record FrameworkLoop(EventProcessor<Owner> processor, ExecutorService threads)
    implements EventLoop {
  private static final String NOWHERE = "http://127.0.0.1:1";

  /** An object as far as the framework needs it. */
  @Group("benchmarks.windlass.io")
  @Version("v1")
  public static final class Owner extends CustomResource<Void, Void> implements Namespaced {
    private static final long serialVersionUID = 1L;
  }

  /** Knows these objects; each has had the run that the framework begins with, or will have it. */
  static FrameworkLoop of(List<ObjectKey> objects, Consumer<ObjectKey> run) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Operator operator =
        new Operator(
            service ->
                service
                    .withKubernetesClient(client())
                    .withExecutorService(threads)
                    .checkingCRDAndValidateLocalModel(false));
    Controller<Owner> controller = (Controller<Owner>) operator.register(new Running(run));
    ConfigurationService service = controller.getConfiguration().getConfigurationService();
    Map<ResourceID, Owner> primaries =
        objects.stream().collect(Collectors.toMap(FrameworkLoop::id, FrameworkLoop::primary));
    Sources sources = new Sources(controller, new Primaries(controller, primaries));
    EventProcessor<Owner> processor = new EventProcessor<>(sources, service);
    service.getExecutorServiceManager().start(service);
    sources.startTimer();
    processor.start();
    primaries.forEach(
        (id, primary) ->
            processor.handleEvent(new ResourceEvent(ResourceAction.ADDED, id, primary)));
    return new FrameworkLoop(processor, threads);
  }

  @Override
  public void event(ObjectKey object) {
    processor.handleEvent(new Event(id(object)));
  }

  @Override
  public void close() {
    processor.stop();
    threads.close();
  }

  private static KubernetesClient client() {
    Config nowhere = new ConfigBuilder(Config.empty()).withMasterUrl(NOWHERE).build();
    return new KubernetesClientBuilder().withConfig(nowhere).build();
  }

  private static ResourceID id(ObjectKey object) {
    return new ResourceID(object.name(), object.namespace());
  }

  private static Owner primary(ObjectKey object) {
    Owner primary = new Owner();
    primary.setMetadata(
        new ObjectMetaBuilder()
            .withName(object.name())
            .withNamespace(object.namespace())
            .withUid(object.name())
            .withResourceVersion("1")
            .build());
    return primary;
  }

  private record Running(Consumer<ObjectKey> run) implements Reconciler<Owner> {
    @Override
    public UpdateControl<Owner> reconcile(Owner primary, Context<Owner> context) {
      run.accept(
          new ObjectKey(primary.getMetadata().getNamespace(), primary.getMetadata().getName()));
      return UpdateControl.noUpdate();
    }
  }

  /** Primaries without an informer. */
  private static final class Primaries extends ControllerEventSource<Owner> {
    private final Map<ResourceID, Owner> all;

    Primaries(Controller<Owner> controller, Map<ResourceID, Owner> all) {
      super(controller);
      this.all = all;
    }

    @Override
    public Optional<Owner> get(ResourceID id) {
      return Optional.ofNullable(all.get(id));
    }
  }

  /** Shows the processor these primaries. */
  private static final class Sources extends EventSourceManager<Owner> {
    private final Primaries primaries;

    Sources(Controller<Owner> controller, Primaries primaries) {
      super(controller);
      this.primaries = primaries;
    }

    /** For runs that are due without an event. */
    void startTimer() {
      allEventSourcesStream()
          .filter(TimerEventSource.class::isInstance)
          .forEach(LifecycleAware::start);
    }

    @Override
    public ControllerEventSource<Owner> getControllerEventSource() {
      return primaries;
    }
  }
}
