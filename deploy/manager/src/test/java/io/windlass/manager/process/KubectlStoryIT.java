package io.windlass.manager.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.manager.GivenCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a person does with kubectl and a CloneSet, one sentence a test, with the real kubectl. */
@ResourceLock(providers = GivenCluster.class)
class KubectlStoryIT {
  private static final String PODS =
      "{range .items[*]}{.metadata.name},{.metadata.uid},{.status.podIP}{'\\n'}{end}";
  private static final String RESTARTS =
      "{range .items[*].status.containerStatuses[*]}{.name}={.restartCount}{'\\n'}{end}";

  private static KubectlCluster cluster;
  private static Kubectl kubectl;

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    cluster = KubectlCluster.start(folder);
    kubectl = cluster.kubectl();
  }

  @AfterAll
  static void end() throws Exception {
    if (cluster != null) {
      cluster.end();
    }
  }

  @Test
  void apiResourcesListsTheTypeWithItsShortName() throws Exception {
    assertThat(kubectl.run("api-resources", "--api-group=apps.kruise.io", "--no-headers").ok())
        .containsPattern("clonesets +clone +apps\\.kruise\\.io/v1alpha1 +true +CloneSet");
  }

  @Test
  void theBasicManifestBringsUpItsPodsAndFillsTheColumns() throws Exception {
    String manifest = named("cloneset-basic.yaml", "sample", "columns");
    assertThat(kubectl.apply(manifest).ok()).contains("cloneset.apps.kruise.io/columns created");
    awaitRow("columns", "5 5 5 5 5 5");
    List<String> lines = kubectl.run("get", "clone", "columns").ok().lines().toList();
    assertThat(lines.getFirst().split(" +"))
        .containsExactly(
            "NAME",
            "DESIRED",
            "UPDATED",
            "UPDATED_READY",
            "UPDATED_AVAILABLE",
            "READY",
            "TOTAL",
            "AGE");
    assertThat(kubectl.run("get", "clone", "columns", "-o", "wide").ok())
        .containsPattern("CONTAINERS +IMAGES +SELECTOR")
        .containsPattern("nginx +nginx:1\\.27 +app=columns");
    assertThat(kubectl.apply(manifest).ok()).contains("columns unchanged");
  }

  @Test
  void podsShowTheirContainersAddressAndNode() throws Exception {
    up("wide");
    List<String> rows =
        kubectl.run("get", "pods", "-l", "app=wide", "-o", "wide").ok().lines().toList();
    assertThat(rows.getFirst()).containsPattern("NAME +READY +STATUS +RESTARTS +AGE +IP +NODE");
    assertThat(rows.subList(1, rows.size()))
        .hasSize(5)
        .allSatisfy(
            row ->
                assertThat(row)
                    .containsPattern("^wide-\\w{5} +2/2 +Running +0 +\\S+ +[\\d.]+ +\\S"));
  }

  @Test
  void aWatchShowsTheNumbersGrow() throws Exception {
    Path out = folder.resolve("watch");
    Process watch = kubectl.start(out, folder.resolve("err"), "get", "clone", "-w", "--no-headers");
    try {
      up("watched");
      org.awaitility.Awaitility.await()
          .untilAsserted(
              () -> assertThat(Files.readString(out)).containsPattern("watched( +5){6} "));
      List<String> rows =
          Files.readString(out).lines().filter(row -> row.startsWith("watched ")).toList();
      assertThat(rows).hasSizeGreaterThan(2);
      assertThat(rows.getFirst()).doesNotContainPattern("watched( +5){6} ");
    } finally {
      watch.destroy();
    }
  }

  @Test
  void describeTellsWhatItIsAndWhatHappened() throws Exception {
    up("told");
    kubectl.await(out -> out.contains("SuccessfulCreate"), "describe", "clone", "told");
    assertThat(kubectl.run("describe", "clone", "told").ok())
        .contains("Kind:         CloneSet", "InPlaceIfPossible", "Ready Replicas", "cloneset");
  }

  @Test
  void scaleAddsPodsAndTakesThemAway() throws Exception {
    up("scaled");
    assertThat(kubectl.run("scale", "clone/scaled", "--replicas=8").ok()).contains("scaled");
    awaitRow("scaled", "8 8 8 8 8 8");
    kubectl.run("scale", "clone/scaled", "--replicas=3").ok();
    awaitRow("scaled", "3 3 3 3 3 3");
    assertThat(pods("scaled")).hasSize(3);
  }

  @Test
  void aNewImageRestartsThatContainerAndNothingElse() throws Exception {
    String manifest = up("rolled");
    List<String> before = pods("rolled");
    kubectl.apply(manifest.replace("nginx:1.27", "nginx:1.28")).ok();
    awaitImage("rolled", "nginx:1.28");
    assertThat(pods("rolled")).isEqualTo(before);
    assertThat(restarts("rolled")).isEqualTo(Map.of("nginx=1", 5L, "log-agent=0", 5L));
  }

  @Test
  void jsonAndMergePatchesRollToo() throws Exception {
    up("patched");
    List<String> before = pods("patched");
    String path = "/spec/template/spec/containers/1/image";
    kubectl
        .run(
            "patch",
            "clone",
            "patched",
            "--type=json",
            "-p",
            "[{\"op\":\"replace\",\"path\":\"%s\",\"value\":\"fluent-bit:3.2\"}]".formatted(path))
        .ok();
    awaitImage("patched", "fluent-bit:3.2");
    assertThat(pods("patched")).isEqualTo(before);
    assertThat(restarts("patched")).isEqualTo(Map.of("nginx=0", 5L, "log-agent=1", 5L));
    kubectl
        .run("patch", "clone", "patched", "--type=merge", "-p", "{\"spec\":{\"replicas\":6}}")
        .ok();
    awaitRow("patched", "6 6 6 6 6 6");
  }

  @Test
  void aLabelOfTheCloneSetTouchesNoPod() throws Exception {
    up("labelled");
    List<String> versions = versions("labelled");
    kubectl.run("label", "clone", "labelled", "team=shop").ok();
    assertThat(kubectl.run("get", "clone", "-l", "team=shop", "-o", "name").ok().strip())
        .isEqualTo("cloneset.apps.kruise.io/labelled");
    kubectl.run("scale", "clone/labelled", "--replicas=6").ok();
    awaitRow("labelled", "6 6 6 6 6 6");
    assertThat(versions("labelled")).containsAll(versions);
  }

  @Test
  void aDeletedPodIsReplaced() throws Exception {
    up("healed");
    String pod = pods("healed").getFirst();
    String victim = pod.substring(0, pod.indexOf(','));
    kubectl.run("delete", "pod", victim).ok();
    kubectl.await(
        out -> out.lines().count() == 5 && !out.contains(victim),
        "get",
        "pods",
        "-l",
        "app=healed",
        "-o",
        "jsonpath=" + PODS);
    awaitRow("healed", "5 5 5 5 5 5");
  }

  @Test
  void aDeletedCloneSetTakesItsPodsWithIt() throws Exception {
    up("gone");
    kubectl.run("delete", "clone", "gone").ok();
    kubectl.await(String::isEmpty, "get", "pods", "-l", "app=gone", "-o", "name");
    assertThat(kubectl.run("get", "clone", "gone").refusal())
        .contains("(NotFound): clonesets.apps.kruise.io \"gone\" not found");
  }

  private static String up(String name) throws Exception {
    String manifest = named("cloneset-inplace.yaml", "web", name);
    kubectl.apply(manifest).ok();
    awaitRow(name, "5 5 5 5 5 5");
    return manifest;
  }

  private static String named(String file, String from, String to) throws Exception {
    return KubectlCluster.sample(file)
        .replace("name: " + from + "\n", "name: " + to + "\n")
        .replace("app: " + from + "\n", "app: " + to + "\n");
  }

  private static void awaitRow(String name, String numbers) {
    kubectl.await(
        out -> out.replaceAll(" +", " ").startsWith(name + " " + numbers + " "),
        "get",
        "clone",
        name,
        "--no-headers");
  }

  private static void awaitImage(String app, String image) {
    String images = "{range .items[*].status.containerStatuses[*]}{.image},{.ready}{'\\n'}{end}";
    kubectl.await(
        out -> out.lines().filter(line -> line.equals(image + ",true")).count() == 5,
        "get",
        "pods",
        "-l",
        "app=" + app,
        "-o",
        "jsonpath=" + images);
    awaitRow(app, "5 5 5 5 5 5");
  }

  private static List<String> pods(String app) throws Exception {
    return list(app, PODS);
  }

  private static List<String> versions(String app) throws Exception {
    return list(app, "{range .items[*]}{.metadata.name},{.metadata.resourceVersion}{'\\n'}{end}");
  }

  private static Map<String, Long> restarts(String app) throws Exception {
    return list(app, RESTARTS).stream()
        .collect(Collectors.groupingBy(line -> line, TreeMap::new, Collectors.counting()));
  }

  private static List<String> list(String app, String path) throws Exception {
    String out = kubectl.run("get", "pods", "-l", "app=" + app, "-o", "jsonpath=" + path).ok();
    return out.lines().sorted().toList();
  }
}
