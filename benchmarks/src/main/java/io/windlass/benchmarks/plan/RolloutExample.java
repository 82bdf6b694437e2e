package io.windlass.benchmarks.plan;

import io.windlass.benchmarks.pods.RealisticPods;
import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.cloneset.RecentOutcomes;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A CloneSet in the middle of a rollout in place: half of its pods have the new image. Stateless.
 */
final class RolloutExample {
  private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
  private static final ObjectMeta.OwnerReference OWNER =
      new ObjectMeta.OwnerReference("apps.kruise.io/v1alpha1", "CloneSet", "web", "uid-web");
  private static final int PODS = 10;

  private RolloutExample() {}

  static CloneSetSnapshot snapshot() {
    Json.Obj before = template("shop:1");
    Json.Obj after = template("shop:2");
    CloneSetView cloneSet =
        new CloneSetView(meta("web", false, Map.of()), spec(after), Json.Obj.EMPTY).packed();
    return new CloneSetSnapshot(
        cloneSet,
        IntStream.range(0, PODS).mapToObj(RolloutExample::pod).toList(),
        List.of(revision(1, before), revision(2, after)),
        RecentOutcomes.NONE,
        NOW);
  }

  private static Json.Obj template(String image) {
    String pod = new String(RealisticPods.atRest().json(0, 1), StandardCharsets.UTF_8);
    Json.Obj spec = JsonText.parse(pod).object("spec").without("nodeName");
    String text = JsonText.canonical(spec).replaceFirst("\"image\":\"[^\"]*\"", image(image));
    return Json.Obj.EMPTY
        .with("metadata", Json.Obj.EMPTY.with("labels", Json.ofTexts(Map.of("app", "web"))))
        .with("spec", JsonText.parse(text));
  }

  private static String image(String name) {
    return "\"image\":\"" + name + "\"";
  }

  private static Json.Obj spec(Json.Obj template) {
    Json.Obj rest =
        (Json.Obj)
            JsonText.parse(
                """
                {"replicas":%d,"selector":{"matchLabels":{"app":"web"}},
                 "updateStrategy":{"type":"InPlaceIfPossible","maxUnavailable":1}}\
                """
                    .formatted(PODS));
    return rest.with("template", template);
  }

  private static RevisionView revision(int number, Json.Obj template) {
    Json.Obj data =
        Json.Obj.EMPTY.with(
            "spec", Json.Obj.EMPTY.with("template", template.with("$patch", "replace")));
    return new RevisionView(meta("web-" + number, true, Map.of()), number, data.packed());
  }

  private static PodView pod(int number) {
    String revision = number % 2 == 0 ? "web-1" : "web-2";
    Map<String, String> labels =
        Map.of(
            "app",
            "web",
            "apps.kruise.io/cloneset-instance-id",
            "id" + number,
            "controller-revision-hash",
            revision);
    return new PodView(
        meta("web-pod-" + number, true, labels),
        "node-1",
        List.of(new PodView.Container("shop", number % 2 == 0 ? "shop:1" : "shop:2")),
        List.of(),
        List.of("InPlaceUpdateReady"),
        new PodView.Status(PodView.Phase.RUNNING, "10.0.0.1", Map.of(), List.of()));
  }

  private static ObjectMeta meta(String name, boolean owned, Map<String, String> labels) {
    return new ObjectMeta(
        new ObjectKey("shop", name),
        "uid-" + name,
        7,
        1,
        labels,
        Map.of(),
        owned ? Optional.of(OWNER) : Optional.empty(),
        NOW.minusSeconds(600),
        Optional.empty(),
        List.of());
  }
}
