package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import io.windlass.manager.access.CustomResources;
import io.windlass.manager.oam.OamInstallation;
import io.windlass.manager.playground.Playground;
import io.windlass.manager.playground.PlaygroundControllers;
import io.windlass.manager.playground.World;
import io.windlass.oam.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A cluster of its own that serves OAM, with a manager and its webhooks, and what a person's
 * kubectl would do there. Used by one thread.
 */
final class OamScene implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String APPLICATION_VERSION = "core.oam.dev/v1alpha2";
  private static final String HOME = "kube-system";

  private final Playground playground;
  private final KubernetesClient client;
  private final PlaygroundControllers controllers;
  private final Duration patience;

  private OamScene(
      Playground playground,
      KubernetesClient client,
      PlaygroundControllers controllers,
      Duration patience) {
    this.playground = playground;
    this.client = client;
    this.controllers = controllers;
    this.patience = patience;
  }

  /** Sets the scene, kinds and catalogue before the manager, for it looks for them. */
  static OamScene open(Stage outer, String folder, ClusterProfile profile)
      throws IOException, InterruptedException {
    World world = new World(1, profile, PodProfiles.NONE, ChaosPlan.NONE);
    Playground playground =
        Demo.cluster(outer.folder().resolve(folder), outer.playground().faults(), world);
    KubernetesClient client = playground.client("windlass-demo");
    new CustomResources(client).install();
    new OamInstallation(client, HOME).install();
    PlaygroundControllers controllers = PlaygroundControllers.start(playground, true);
    return new OamScene(playground, client, controllers, outer.patience());
  }

  /** What a person types to have all that. */
  static void tell(Narration told) {
    told.command("./windlass devcluster &");
    told.command("./windlass crds --oam | kubectl apply --server-side -f -");
    told.command("./windlass oam catalogue | kubectl apply --server-side -f -");
    told.command("./windlass manager --webhooks --install-crds --kubeconfig \"$KUBECONFIG\" &");
  }

  /** Applies a sample. */
  void apply(Narration told, String fileName) {
    told.command(Stage.applying(fileName));
    apply(new String(Manifests.bytes(fileName), StandardCharsets.UTF_8));
  }

  /** Applies documents. */
  void apply(String yaml) {
    for (Json.Obj document : YamlText.objects(yaml)) {
      client
          .resource(
              Serialization.unmarshal(
                  JsonText.canonical(document), GenericKubernetesResource.class))
          .fieldManager("kubectl")
          .forceConflicts()
          .serverSideApply();
    }
  }

  /** The server's words to a patch that it should refuse; empty if it took it. */
  Optional<String> refusal(String apiVersion, String kind, String name, String patch) {
    try {
      client
          .genericKubernetesResources(apiVersion, kind)
          .inNamespace(client.getNamespace())
          .withName(name)
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  Optional<Json.Obj> find(String apiVersion, String kind, String name) {
    return Optional.ofNullable(
            client
                .genericKubernetesResources(apiVersion, kind)
                .inNamespace(client.getNamespace())
                .withName(name)
                .get())
        .map(OamScene::json);
  }

  /** Writes the status of an object, as its controller does. */
  void status(String apiVersion, String kind, String name, String patch) {
    client
        .genericKubernetesResources(apiVersion, kind)
        .inNamespace(client.getNamespace())
        .withName(name)
        .subresource("status")
        .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }

  boolean isServed(String apiVersion) {
    return client.getApiResources(apiVersion) != null;
  }

  /** All pods of an instance. */
  List<Json.Obj> pods(String instance) {
    List<Json.Obj> all = new ArrayList<>();
    client
        .pods()
        .withLabel("oam.dev/instance-name", instance)
        .list()
        .getItems()
        .forEach(pod -> all.add((Json.Obj) JsonText.parse(Serialization.asJson(pod))));
    return all;
  }

  private static Json.Obj json(GenericKubernetesResource found) {
    return (Json.Obj) JsonText.parse(Serialization.asJson(found));
  }

  /** Waits until a rule holds; false if it did not in time. */
  boolean await(BooleanSupplier rule) throws InterruptedException {
    try (PodWatch clock = PodWatch.begin(client, "nothing")) {
      long looks = patience.dividedBy(LOOK);
      while (looks-- > 0 && !rule.getAsBoolean()) {
        clock.look(LOOK);
      }
      return rule.getAsBoolean();
    }
  }

  /** The status of an application, once it says that it is ready, or as it is by then. */
  Json.Obj ready(String application) throws InterruptedException {
    boolean _ = await(() -> phase(application).equals("Ready"));
    return status(application);
  }

  private String phase(String application) {
    return status(application).text("phase").orElse("");
  }

  private Json.Obj status(String application) {
    return find(APPLICATION_VERSION, "ApplicationConfiguration", application)
        .map(found -> found.object("status"))
        .orElse(Json.Obj.EMPTY);
  }

  /** Whether an application is ready, as it says itself. */
  static Check ready(String where, Json.Obj status) {
    return new Check(
        "the application is ready" + where,
        status.text("phase").orElse("").equals("Ready"),
        "%s instances; %s"
            .formatted(
                status.text("instancesReady").orElse("no"),
                status.text("message").filter(words -> !words.isEmpty()).orElse("nothing to say")));
  }

  @Override
  public void close() {
    controllers.close();
    client.close();
    playground.close();
  }
}
