package io.windlass.oam.render;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.oam.environment.Environment.Backend;
import io.windlass.oam.model.Container;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.PodModel;
import io.windlass.oam.model.Volume;
import io.windlass.oam.model.Workload;
import io.windlass.oam.model.WorkloadType;
import io.windlass.oam.render.Rendered.Lent;
import java.util.List;
import java.util.Optional;

/** Makes an instance's workload and what it cannot be without, before any trait. Stateless. */
public final class WorkloadRenderer {
  /** Whose hands the number of copies is in when no trait has it. */
  public static final String NOBODY = "nobody";

  /** Where workloads say how many copies there are. */
  public static final List<String> REPLICAS = List.of("spec", "replicas");

  private static final Kind CLONE_SET = new Kind("apps.kruise.io/v1alpha1", "CloneSet");
  private static final Kind ADVANCED = new Kind("apps.kruise.io/v1beta1", "StatefulSet");
  private static final Kind DEPLOYMENT = new Kind("apps/v1", "Deployment");
  private static final Kind STATEFUL_SET = new Kind("apps/v1", "StatefulSet");
  private static final Kind JOB = new Kind("batch/v1", "Job");

  /** The annotation by which a component asks for a backend. */
  static final String BACKEND = "oam-bridge/backend";

  private WorkloadRenderer() {}

  /** The first draft of an instance. */
  public static Draft render(Site site) {
    return switch (site.instance().workload()) {
      case Workload.Built(WorkloadType type, String _, PodModel pod) -> built(site, type, pod);
      case Workload.Embedded _ when DatabaseWorkload.isOne(site.instance()) ->
          DatabaseWorkload.render(site);
      case Workload.Embedded embedded -> EmbeddedWorkload.render(site, embedded);
    };
  }

  private static Draft built(Site site, WorkloadType type, PodModel pod) {
    boolean kruise = backend(site, pod) == Backend.KRUISE;
    Draft draft =
        switch (type) {
          case SERVER, WORKER -> fleet(site, pod, kruise);
          case SINGLETON_SERVER, SINGLETON_WORKER -> singleton(site, pod, kruise);
          case TASK, SINGLETON_TASK -> Draft.of(job(site, pod));
        };
    Draft merged = draft.spec(spec -> JsonMerge.apply(spec, pod.settings()).object());
    for (Container container : pod.containers()) {
      Optional<Json.Obj> files = new ConfigFiles(site, container).configMap();
      if (files.isPresent()) {
        merged = merged.with(beside(site, files.get()));
      }
    }
    return merged.unmounted(pod.persistentVolumes().stream().map(Volume::name).distinct().toList());
  }

  private static Rendered beside(Site site, Json.Obj object) {
    return new Rendered(object, site.instance().name(), Rendered.WORKLOAD, false, List.of());
  }

  /** The environment's, unless the component's author asks for another. */
  private static Backend backend(Site site, PodModel pod) {
    String word = pod.templateAnnotations().getOrDefault(BACKEND, "");
    return switch (word) {
      case "kruise" -> Backend.KRUISE;
      case "native" -> Backend.NATIVE;
      default -> site.environment().backend();
    };
  }

  private static Json.Obj template(Site site, PodModel pod, Json.Obj more) {
    return new PodTemplate(site, pod).render(more);
  }

  private static Draft fleet(Site site, PodModel pod, boolean kruise) {
    boolean cloneSet = kruise && site.served().serves(CLONE_SET);
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("selector", Json.Obj.EMPTY.with("matchLabels", site.selector()))
            .with("template", template(site, pod, Json.Obj.EMPTY))
            .with("revisionHistoryLimit", Json.of(10));
    if (cloneSet) {
      spec =
          spec.with(
              "updateStrategy",
              Json.Obj.EMPTY.with("type", "InPlaceIfPossible").with("maxUnavailable", "20%"));
    }
    Json.Obj object =
        site.workloadObject(cloneSet ? CLONE_SET : DEPLOYMENT, site.instance().name())
            .with("spec", spec);
    Draft draft = Draft.of(described(site, object)).lend(new Lent(REPLICAS, NOBODY, Json.of(1)));
    draft = ServiceObject.of(site, pod).map(draft::service).orElse(draft);
    return kruise && !cloneSet
        ? draft.note(
            "WorkloadBackend=Native: the cluster serves no CloneSet, so it is a Deployment")
        : draft;
  }

  private static Draft singleton(Site site, PodModel pod, boolean kruise) {
    boolean advanced = kruise && site.served().serves(ADVANCED);
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("selector", Json.Obj.EMPTY.with("matchLabels", site.selector()))
            .with("template", template(site, pod, Json.Obj.EMPTY))
            .with("revisionHistoryLimit", Json.of(10))
            .with("serviceName", site.name("headless"))
            .with("replicas", Json.of(1));
    if (advanced) {
      Json.Obj rolling = Json.Obj.EMPTY.with("podUpdatePolicy", "InPlaceIfPossible");
      spec =
          spec.with(
              "updateStrategy",
              Json.Obj.EMPTY.with("type", "RollingUpdate").with("rollingUpdate", rolling));
    }
    Json.Obj object =
        site.workloadObject(advanced ? ADVANCED : STATEFUL_SET, site.instance().name())
            .with("spec", spec);
    Draft draft = Draft.of(described(site, object));
    Optional<Json.Obj> service = ServiceObject.of(site, pod);
    if (service.isPresent()) {
      draft =
          draft
              .service(service.get())
              .with(beside(site, ServiceObject.headless(site, service.get())));
    }
    return kruise && !advanced
        ? draft.note(
            "WorkloadBackend=Native: the cluster serves no Advanced StatefulSet, so a new image"
                + " re-creates the pod")
        : draft;
  }

  private static Json.Obj job(Site site, PodModel pod) {
    Json.Obj never = Json.Obj.EMPTY.with("restartPolicy", "Never");
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("template", template(site, pod, never))
            .with("backoffLimit", Json.of(4))
            .with("completions", Json.of(1))
            .with("parallelism", Json.of(1));
    return described(site, site.workloadObject(JOB, site.instance().name()).with("spec", spec));
  }

  /** With the annotations that the application's author wants on what it makes. */
  private static Json.Obj described(Site site, Json.Obj object) {
    var annotations = site.application().identity().annotations();
    return annotations.isEmpty()
        ? object
        : object.with(
            "metadata", object.object("metadata").with("annotations", Json.ofTexts(annotations)));
  }
}
