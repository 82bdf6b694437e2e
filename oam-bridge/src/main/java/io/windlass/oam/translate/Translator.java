package io.windlass.oam.translate;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Problem;
import io.windlass.oam.document.Problems;
import io.windlass.oam.document.Severity;
import io.windlass.oam.model.Application;
import io.windlass.oam.model.Instance;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.model.TraitUse;
import io.windlass.oam.read.ApplicationReader;
import io.windlass.oam.read.parts.Sources;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.InstanceReport;
import io.windlass.oam.render.Rendered;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.WorkloadRenderer;
import io.windlass.oam.trait.Trait;
import io.windlass.oam.trait.TraitReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of an application the objects that the cluster should have. Pure: equal inputs give equal
 * objects, to the byte. Cost O(size of the documents). Stateless.
 */
public final class Translator {
  private Translator() {}

  /** What becomes of the inputs; never fails, whatever they hold. */
  public static Translation translate(Inputs inputs) {
    Problems problems = new Problems();
    Inputs.Place place = inputs.place();
    Application application =
        ApplicationReader.read(
            new Sources(
                inputs.application(),
                inputs.components(),
                inputs.revisions(),
                place.catalogue(),
                place.environment(),
                problems));
    List<Rendered> objects = new ArrayList<>();
    List<InstanceReport> reports = new ArrayList<>();
    DataFlow flow = new DataFlow(inputs.application(), place.live());
    for (Instance instance : application.instances()) {
      Site site = new Site(application, instance, place.environment(), place.served(), problems);
      Draft draft = draft(site, inputs);
      objects.addAll(objects(instance, draft));
      flows(flow, instance, draft);
      reports.add(report(instance, draft));
    }
    objects.addAll(
        new Scopes(application, place.environment(), place.served(), problems).objects());
    distinct(objects, application, problems);
    objects.sort(ApplyOrder.FIRST_WHAT_OTHERS_NEED);
    DataFlow.Passed passed = flow.pass(objects);
    List<Problem> found = problems.list();
    return new Translation(
        application,
        problems.refuse() ? List.of() : passed.objects(),
        found,
        reports,
        passed.unsatisfied());
  }

  /** What the workload and the objects of its traits give and take. */
  private static void flows(DataFlow flow, Instance instance, Draft draft) {
    flow.add(instance.flow(), draft.ref());
    for (TraitUse use : instance.traits()) {
      if (!use.flow().isEmpty()) {
        Optional<ObjectRef> ref =
            draft.others().stream()
                .map(Rendered::ref)
                .filter(it -> it.kind().kind().equals(use.type()))
                .findFirst();
        ref.ifPresent(it -> flow.add(use.flow(), it));
        if (ref.isEmpty()) {
          use.properties().error("NotOffered", "values pass only to traits of kinds of their own");
        }
      }
    }
  }

  private static Draft draft(Site site, Inputs inputs) {
    Draft draft = WorkloadRenderer.render(site);
    Instance instance = site.instance();
    for (Trait trait : new TraitReader(instance, inputs.place().catalogue()).read()) {
      draft = trait.onto(draft, site);
    }
    for (String volume : draft.unmounted()) {
      instance
          .at()
          .errorAt(
              "traits",
              "VolumeNotMounted",
              "volume \"%s\" outlives its pods and needs the trait volume-mounter"
                  .formatted(volume));
    }
    return draft;
  }

  private static List<Rendered> objects(Instance instance, Draft draft) {
    List<Rendered> objects = new ArrayList<>(draft.others());
    draft
        .service()
        .map(it -> new Rendered(it, instance.name(), Rendered.WORKLOAD, false, List.of()))
        .ifPresent(objects::add);
    boolean clusterScoped = draft.workload().at("metadata", "namespace").isEmpty();
    objects.add(
        new Rendered(
            draft.workload(), instance.name(), Rendered.WORKLOAD, clusterScoped, draft.lent()));
    return objects;
  }

  private static InstanceReport report(Instance instance, Draft draft) {
    String owner =
        draft.lent().stream()
            .filter(it -> it.path().equals(WorkloadRenderer.REPLICAS))
            .map(Rendered.Lent::owner)
            .findFirst()
            .orElse(
                draft.workload().at("spec", "replicas").isPresent() ? "application" : "workload");
    return new InstanceReport(
        instance.name(),
        instance.component(),
        instance.revision(),
        draft.ref(),
        owner,
        draft.traits(),
        draft.notes());
  }

  /** Two things of one kind and name would overwrite each other for ever. */
  private static void distinct(List<Rendered> objects, Application application, Problems problems) {
    Map<ObjectRef, String> owners = new HashMap<>();
    for (Rendered object : objects) {
      String before = owners.putIfAbsent(object.ref(), object.instance());
      if (before != null) {
        Json.Obj named = object.object();
        problems.add(
            new Problem(
                Severity.ERROR,
                "ApplicationConfiguration " + application.identity().name(),
                "spec.components",
                "Duplicate",
                "%s \"%s\" of instance \"%s\" is made by \"%s\" too"
                    .formatted(
                        named.text("kind").orElse(""),
                        object.ref().name(),
                        object.instance(),
                        before)));
      }
    }
  }

  /** The order in which objects are applied. */
  private static final class ApplyOrder {
    private static final List<String> KINDS =
        List.of("SidecarSet", "Secret", "ConfigMap", "PersistentVolumeClaim", "Service");

    /** By kind, and then as they were made; the sort is stable. */
    static final Comparator<Rendered> FIRST_WHAT_OTHERS_NEED =
        Comparator.comparingInt(ApplyOrder::place);

    private static int place(Rendered object) {
      int place = KINDS.indexOf(object.ref().kind().kind());
      if (place >= 0) {
        return place;
      }
      return object.cause().equals(Rendered.WORKLOAD) ? KINDS.size() : KINDS.size() + 1;
    }
  }
}
