package io.windlass.manager.demo;

import io.windlass.core.model.Json;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Act 1: a developer's components and an operator's application become workloads; a new image is
 * rolled out in place; a developer who sets an operator's field is told whose it is.
 */
final class ArrivalAct implements Act {
  private static final String APP = "shop";
  private static final String INSTANCE = "orders";
  private static final String AGENT = "log-agent";
  private static final String OLD = "shop/orders:1.0";
  private static final String NEW = "shop/orders:1.1";
  private static final String ALPHA1 = "core.oam.dev/v1alpha1";
  private static final String CLONE_SET = "apps.kruise.io/v1alpha1";

  @Override
  public int number() {
    return 1;
  }

  @Override
  public String title() {
    return "An app arrives";
  }

  @Override
  public void play(Stage outer, Narration told) throws IOException, InterruptedException {
    OamScene.tell(told);
    try (OamScene scene = OamScene.open(outer, "arrival", ClusterProfile.PLAIN)) {
      told.seen("The infrastructure operator says what the cluster offers, the developer what");
      told.seen("the programs are, the application operator how they run:");
      scene.apply(told, "oam/infrastructure/environment.yaml");
      scene.apply(told, "oam/developer/orders.yaml");
      scene.apply(told, "oam/operator/shop.yaml");
      Json.Obj status = scene.ready(APP);
      told.command("kubectl get cfg " + APP);
      told.check(OamScene.ready("", status));
      objects(scene, told, status);
      pods(scene, told);
      update(scene, told);
      refused(scene, told);
    }
  }

  private static void objects(OamScene scene, Narration told, Json.Obj status) {
    List<List<String>> rows = new ArrayList<>();
    for (Json instance : status.items("instances")) {
      Json.Obj workload = instance.object("workloadRef");
      String traits =
          instance.items("traits").stream()
              .map(trait -> trait.text("type").orElse(""))
              .collect(Collectors.joining(", "));
      rows.add(
          List.of(
              instance.text("name").orElse(""),
              workload.text("kind").orElse(""),
              "%d of %d ready"
                  .formatted(
                      instance.number("ready").orElse(0L), instance.number("desired").orElse(0L)),
              instance.text("replicasOwner").orElse(""),
              traits));
    }
    told.table(
        new ActReport.Table(
            List.of("instance", "runs as", "copies", "whose number it is", "traits"), rows));
    made(scene, told, CLONE_SET, "CloneSet", INSTANCE);
    made(scene, told, CLONE_SET, "CloneSet", "invoices");
    made(scene, told, "v1", "Service", INSTANCE);
    made(scene, told, "networking.k8s.io/v1", "Ingress", INSTANCE + "-ingress");
    made(scene, told, "apps/v1", "StatefulSet", "orders-db");
    told.check(
        Check.exactly(
            "invoices run as often as the operator says",
            2,
            scene.pods("invoices").size(),
            "pods"));
  }

  private static void made(
      OamScene scene, Narration told, String apiVersion, String kind, String name) {
    told.check(
        new Check(
            "there is %s %s".formatted(kind, name),
            scene.find(apiVersion, kind, name).isPresent(),
            "kubectl get %s %s".formatted(kind.toLowerCase(Locale.ROOT), name)));
  }

  private static void pods(OamScene scene, Narration told) {
    List<Json.Obj> pods = scene.pods(INSTANCE);
    int withAgent = (int) pods.stream().filter(pod -> has(pod, AGENT)).count();
    told.check(
        Check.exactly(
            "every pod of orders was born with its sidecar", pods.size(), withAgent, "pods"));
    long wired =
        pods.stream().filter(pod -> pod.toString().contains("orders-db-connection")).count();
    told.check(
        Check.exactly(
            "and is told where its database is", pods.size(), (int) wired, "read the Secret"));
  }

  private static boolean has(Json.Obj pod, String container) {
    return pod.items("spec", "containers").stream()
        .anyMatch(each -> each.text("name").orElse("").equals(container));
  }

  private static void update(OamScene scene, Narration told) throws InterruptedException {
    Map<String, String> before = uids(scene);
    told.command(
        "sed 's/orders:1.0/orders:1.1/' deploy/samples/oam/developer/orders.yaml | kubectl apply -f"
            + " -");
    scene.apply(
        new String(Manifests.bytes("oam/developer/orders.yaml"), StandardCharsets.UTF_8)
            .replace(OLD, NEW));
    boolean done = scene.await(() -> scene.pods(INSTANCE).stream().allMatch(ArrivalAct::isNew));
    told.check(new Check("the developer's new image runs in every pod", done, NEW));
    told.check(
        new Check(
            "in the same pods as before",
            uids(scene).equals(before) && !before.isEmpty(),
            before.size() + " pods"));
  }

  private static boolean isNew(Json.Obj pod) {
    return pod.items("status", "containerStatuses").stream()
        .anyMatch(
            each -> each.text("image").orElse("").equals(NEW) && each.bool("ready").orElse(false));
  }

  private static Map<String, String> uids(OamScene scene) {
    Map<String, String> uids = new TreeMap<>();
    for (Json.Obj pod : scene.pods(INSTANCE)) {
      uids.put(pod.text("metadata", "name").orElse(""), pod.text("metadata", "uid").orElse(""));
    }
    return uids;
  }

  private static void refused(OamScene scene, Narration told) {
    String patch = "{\"spec\":{\"replicas\":3}}";
    told.command("kubectl patch componentschematic invoices --type=merge -p '%s'".formatted(patch));
    String answer =
        scene.refusal(ALPHA1, "ComponentSchematic", "invoices", patch).orElse("it was taken");
    told.check(
        Checks.namesEach(
            "a developer who sets an operator's field is refused and told whose it is",
            List.of("replicas", "manual-scaler"),
            answer));
    boolean stored =
        scene
            .find(ALPHA1, "ComponentSchematic", "invoices")
            .flatMap(found -> found.at("spec", "replicas"))
            .isPresent();
    told.check(new Check("and nothing of it is stored", !stored, "spec.replicas"));
  }
}
