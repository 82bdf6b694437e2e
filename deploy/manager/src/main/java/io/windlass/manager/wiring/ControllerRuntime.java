package io.windlass.manager.wiring;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.controllers.adapter.josdk.PrimaryRim;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.controllers.cloneset.CloneSetReconciler;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.control.Controller;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The controllers of one process, running. Started without a term it reads and keeps what it reads,
 * as a standby; with a term it acts.
 *
 * <p>Thread-safe.
 */
public final class ControllerRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerRuntime.class);
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final Engine engine;
  private final List<PrimaryRim> rims;
  private final AutoscalerParts autoscalers;
  private final OamParts oam;
  private volatile List<Awaited<?>> others = List.of();
  private volatile List<Controller<ObjectKey>> controllers = List.of();

  private ControllerRuntime(
      Engine engine, List<PrimaryRim> rims, AutoscalerParts autoscalers, OamParts oam) {
    this.engine = engine;
    this.autoscalers = autoscalers;
    this.oam = oam;
    this.rims = List.copyOf(rims);
  }

  /**
   * Begins to read the cluster, as a standby. Returns when the CloneSets have been read; {@link
   * #isFilled} says when the rest has.
   *
   * @param client stays open when this is closed
   * @throws IOException if the cluster cannot be read, or does not know CloneSets
   */
  public static ControllerRuntime start(
      KubernetesClient client, Platform platform, RuntimeSettings settings) throws IOException {
    return start(client, platform, settings, AutoscalerFigures.NONE);
  }

  /** The same, where what autoscalers do is counted. */
  public static ControllerRuntime start(
      KubernetesClient client,
      Platform platform,
      RuntimeSettings settings,
      AutoscalerFigures figures)
      throws IOException {
    Engine engine = Engine.start(client, platform, settings);
    List<PrimaryRim> rims = new ArrayList<>();
    boolean started = false;
    try {
      rims.add(
          PrimaryRim.startCloneSets(
              client,
              settings.scope().namespaces(),
              new PrimaryRim.Engine<>(
                  engine.stores().cloneSets(), CloneSetView::meta, engine.queue())));
      engine.sidecarSets().ifPresent(parts -> rims.add(parts.rim(client)));
      started = true;
      return new ControllerRuntime(
          engine,
          rims,
          new AutoscalerParts(client, platform, settings, figures),
          new OamParts(client, platform, settings));
    } finally {
      if (!started) {
        rims.forEach(PrimaryRim::close);
        engine.close();
      }
    }
  }

  /**
   * Begins to read and to act in a term that began before this call, so that all that is read is
   * newer than the term and no waiting is needed. Returns when the controllers run.
   */
  public static ControllerRuntime startInTerm(
      KubernetesClient client, Platform platform, RuntimeSettings settings, Term term)
      throws IOException, InterruptedException {
    ControllerRuntime runtime = start(client, platform, settings);
    boolean acts = false;
    try {
      runtime.engine.awaitFilled();
      runtime.act(term);
      acts = true;
      return runtime;
    } finally {
      if (!acts) {
        runtime.close();
      }
    }
  }

  /**
   * Begins to act. Before it does, it makes sure that it knows all that the leader before it wrote:
   * for each type it asks the server for the version of now and waits until it has read up to
   * there.
   *
   * @throws IOException if the cluster cannot be read
   */
  public void lead(Term term) throws IOException, InterruptedException {
    engine.catchUp();
    act(term);
  }

  private void act(Term term) throws IOException {
    engine.readPrimaries();
    Controller<ObjectKey> acting =
        new Controller<>(
            new Controller.Setup("cloneset", engine.settings().work().workers()),
            engine.queue(),
            new CloneSetReconciler(engine.stores(), engine.ports(), term),
            engine.platform());
    engine.stores().cloneSets().all().stream()
        .forEach(cloneSet -> engine.queue().add(cloneSet.key(), Priority.RESYNC));
    List<Controller<ObjectKey>> all = new ArrayList<>(List.of(acting));
    if (engine.sidecarSets().isPresent()) {
      all.add(engine.sidecarSets().get().act(engine, term));
    }
    acting.start();
    controllers = List.copyOf(all);
    others =
        engine.settings().kinds() == RuntimeSettings.Kinds.ALL
            ? List.of(autoscalers.awaited(term), oam.awaited(term))
            : List.of();
    others.forEach(Awaited::begin);
    LOG.atInfo()
        .addKeyValue("term", term.number())
        .addKeyValue("cloneSets", engine.stores().cloneSets().size())
        .addKeyValue("pods", engine.stores().pods().size())
        .log("the controllers act");
  }

  /** Whether everything is read and no watch has been broken for long. */
  public boolean isHealthy() {
    return engine.isHealthy()
        && rims.stream().allMatch(PrimaryRim::isHealthy)
        && others.stream().allMatch(Awaited::isHealthy);
  }

  /** Whether each type has been listed. */
  public boolean isFilled() {
    return engine.isFilled();
  }

  /** Stops to act, drops what is unsent, waits for what is under way, and stops to read. */
  @Override
  public void close() {
    boolean drained = true;
    for (Controller<ObjectKey> acting : controllers) {
      drained &= acting.close(DRAIN);
    }
    if (!drained) {
      LOG.atWarn().addKeyValue("waited", DRAIN).log("runs were still under way at the end");
    }
    others.forEach(Awaited::close);
    rims.forEach(PrimaryRim::close);
    engine.close();
  }
}
