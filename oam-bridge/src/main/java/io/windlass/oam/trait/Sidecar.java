package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.core.model.NameSyntax;
import io.windlass.oam.document.Node;
import io.windlass.oam.environment.Environment.Backend;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Names;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.TraitReport;
import io.windlass.oam.render.TraitReport.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container beside the component's own: a SidecarSet where the cluster serves it, so that it is
 * upgraded without touching the component; else a container of the pod template.
 *
 * @param volumes for it alone, each empty at the start
 */
record Sidecar(Json.Obj container, List<Json.Obj> volumes, Options options) implements Trait {
  private static final Kind SIDECAR_SET = new Kind("apps.kruise.io/v1alpha1", "SidecarSet");
  private static final String ATTACHED = "oam-bridge/sidecar-";

  /** How it is put in and changed. */
  record Options(
      boolean after, boolean hot, String emptyImage, Json.Obj updateStrategy, boolean restart) {}

  Sidecar {
    volumes = List.copyOf(volumes);
  }

  static Optional<Trait> read(Node properties) {
    properties.only(
        "name",
        "image",
        "cmd",
        "command",
        "args",
        "env",
        "volumes",
        "livenessProbe",
        "readinessProbe",
        "inject",
        "hotUpgrade",
        "emptyImage",
        "updateStrategy",
        "restartOnAttach");
    String name = properties.requiredText("name");
    if (!name.isEmpty() && !NameSyntax.isDnsLabel(name)) {
      properties.errorAt("name", Node.INVALID, "\"%s\" is no lower-case name".formatted(name));
    }
    Json.Obj container =
        Json.Obj.EMPTY.with("name", name).with("image", properties.requiredText("image"));
    container = texts(container, "command", properties, properties.first("cmd", "command"));
    container = texts(container, "args", properties, "args");
    container = listed(container, "env", env(properties));
    List<Json.Obj> volumes = new ArrayList<>();
    List<Json.Obj> mounts = new ArrayList<>();
    for (Node item : properties.items("volumes")) {
      item.only("name", "path");
      Json.Obj named = Json.Obj.EMPTY.with("name", item.requiredText("name"));
      volumes.add(named.with("emptyDir", Json.Obj.EMPTY));
      mounts.add(named.with("mountPath", item.requiredText("path")));
    }
    container = listed(container, "volumeMounts", mounts);
    for (String probe : List.of("livenessProbe", "readinessProbe")) {
      container =
          properties.has(probe) ? container.with(probe, properties.child(probe).json()) : container;
    }
    return Optional.of(new Sidecar(container, volumes, options(properties)));
  }

  private static Options options(Node properties) {
    boolean hot = properties.flag("hotUpgrade").orElse(false);
    String empty = properties.text("emptyImage").orElse("");
    if (hot && empty.isEmpty()) {
      properties.errorAt("emptyImage", Node.MISSING, "a hot upgrade needs an empty image");
    }
    return new Options(
        properties
            .word("inject", "BeforeAppContainer", "AfterAppContainer", "Before")
            .filter("AfterAppContainer"::equals)
            .isPresent(),
        hot,
        empty,
        properties.child("updateStrategy").json().object(),
        properties.flag("restartOnAttach").orElse(false));
  }

  private static List<Json.Obj> env(Node properties) {
    List<Json.Obj> env = new ArrayList<>();
    for (Node item : properties.items("env")) {
      item.only("name", "value", "valueFrom");
      Json.Obj variable = Json.Obj.EMPTY.with("name", item.requiredText("name"));
      env.add(
          item.has("valueFrom")
              ? variable.with("valueFrom", item.child("valueFrom").json())
              : variable.with("value", item.scalar("value").orElse("")));
    }
    return env;
  }

  private static Json.Obj texts(Json.Obj made, String field, Node properties, String from) {
    List<Json> texts = new ArrayList<>();
    properties.texts(from).forEach(text -> texts.add(Json.of(text)));
    return texts.isEmpty() ? made : made.with(field, Json.of(texts));
  }

  private static Json.Obj listed(Json.Obj made, String field, List<Json.Obj> items) {
    return items.isEmpty() ? made : made.with(field, Json.of(items));
  }

  @Override
  public TraitType type() {
    return TraitType.SIDECAR;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    boolean served =
        site.environment().backend() == Backend.KRUISE && site.served().serves(SIDECAR_SET);
    return served ? asSet(draft, site) : asContainer(draft);
  }

  private String name() {
    return container.text("name").orElse("");
  }

  private Draft asSet(Draft draft, Site site) {
    String namespace = site.application().identity().namespace();
    Json.Obj injected =
        container
            .with("podInjectPolicy", options.after ? "AfterAppContainer" : "BeforeAppContainer")
            .with("shareVolumePolicy", Json.Obj.EMPTY.with("type", "disabled"));
    if (options.hot) {
      injected =
          injected.with(
              "upgradeStrategy",
              Json.Obj.EMPTY
                  .with("upgradeType", "HotUpgrade")
                  .with("hotUpgradeEmptyImage", options.emptyImage));
    }
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("namespace", namespace)
            .with("selector", Json.Obj.EMPTY.with("matchLabels", site.selector()))
            .with("containers", Json.of(List.of(injected)));
    spec = listed(spec, "volumes", volumes);
    spec =
        options.updateStrategy.fields().isEmpty()
            ? spec
            : spec.with("updateStrategy", options.updateStrategy);
    Json.Obj object =
        site.traitObject(SIDECAR_SET, Names.of(namespace, site.instance().name(), name()))
            .with("spec", spec);
    Draft made =
        draft
            .with(Trait.object(site, this, object))
            .report(Trait.applied(this, ObjectRef.of(object)));
    return options.restart ? made.template(this::marked) : made;
  }

  /** Another template, so that running pods are made anew with the sidecar in them. */
  private Json.Obj marked(Json.Obj template) {
    Json.Obj metadata = template.object("metadata");
    Json.Obj annotations = metadata.object("annotations").with(ATTACHED + name(), "attached");
    return template.with("metadata", metadata.with("annotations", annotations));
  }

  private Draft asContainer(Draft draft) {
    return draft
        .pod(
            pod -> {
              List<Json> containers = new ArrayList<>(pod.items("containers"));
              containers.add(options.after ? containers.size() : 0, container);
              List<Json> all = new ArrayList<>(pod.items("volumes"));
              all.addAll(volumes);
              Json.Obj with = pod.with("containers", Json.of(containers));
              return all.isEmpty() ? with : with.with("volumes", Json.of(all));
            })
        .report(
            new TraitReport(
                word(),
                State.APPLIED,
                List.of(),
                "in the pod template: SidecarSets are not used here"));
  }
}
