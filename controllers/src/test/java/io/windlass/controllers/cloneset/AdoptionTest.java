package io.windlass.controllers.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.cloneset.CloneSetPlanner;
import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.cloneset.RecentOutcomes;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.testing.CloneSets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CloneSets, revisions and pods exactly as OpenKruise 1.9 leaves them, made by {@code
 * src/test/kruise/run}.
 */
class AdoptionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  /** What the manifest said, before admission filled in defaults and Go spelled it its own way. */
  private static final String AS_A_PERSON_WROTE_IT =
      """
      {"containers": [
        {"name": "main", "image": "web:2", "ports": [{"containerPort": 8080}], "args": [],
         "readinessProbe": {"httpGet": {"path": "/", "port": 8080}},
         "env": [{"name": "NODE", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}],
         "resources": {"requests": {"cpu": 0.1, "memory": "65536Ki"}},
         "volumeMounts": [{"name": "config", "mountPath": "/etc/web", "readOnly": false},
                          {"name": "tmp", "mountPath": "/tmp"}]},
        {"name": "agent", "image": "agent:1"}],
       "hostNetwork": false,
       "volumes": [{"name": "config", "configMap": {"name": "web"}}, {"name": "tmp"}]}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {"in-place", "recreate", "partitioned", "short-hash", "newer-owner", "claims"})
  void nothingIsDoneToWhatOpenKruiseLeft(String installation) throws IOException {
    CloneSetSnapshot snapshot = read(installation);
    assertThat(snapshot.pods()).isNotEmpty();
    assertThat(snapshot.revisions()).hasSize(2);
    Plan plan = CloneSetPlanner.plan(snapshot);
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.status()).as("the status that OpenKruise wrote stands").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-place", "recreate", "partitioned", "short-hash"})
  void theManifestAppliedAgainWithoutDefaultsIsTheSameTemplate(String installation)
      throws IOException {
    Plan plan = CloneSetPlanner.plan(withPodSpec(read(installation), AS_A_PERSON_WROTE_IT));
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.status()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} of {2}")
  @CsvSource({"in-place, 1, Patch", "recreate, 1, Delete", "short-hash, 1, Patch"})
  void aNewImageGoesOnFromThere(String installation, int pods, String verb) throws IOException {
    CloneSetSnapshot edited =
        withPodSpec(read(installation), AS_A_PERSON_WROTE_IT.replace("web:2", "web:3"));
    Action.Create revision = (Action.Create) CloneSetPlanner.plan(edited).actions().getFirst();
    CloneSetSnapshot stored = withRevision(edited, revision);
    List<Action> writes =
        CloneSetPlanner.plan(stored).actions().stream()
            .filter(action -> !(action instanceof Action.Announce))
            .toList();
    assertThat(writes).extracting(action -> action.getClass().getSimpleName()).containsOnly(verb);
    assertThat(writes.stream().map(action -> action.target().key()).distinct()).hasSize(pods);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          with an image changes                | size    | volume mode | verb
          nothing else                         | 10Gi    |             | Patch
          how the size of claims is spelled    | 10240Mi |             | Patch
          the volume mode that was meant       | 10Gi    | Filesystem  | Patch
          the size                             | 11Gi    |             | Delete
          the volume mode                      | 10Gi    | Block       | Delete
          """)
  void whereOtherClaimsNeedANewPodTheSameClaimsDoNot(
      String change, String size, @Nullable String mode, String verb) throws IOException {
    String image = AS_A_PERSON_WROTE_IT.replace("web:2", "web:3");
    CloneSetSnapshot edited = withClaims(withPodSpec(read("claims"), image), size, mode);
    Action.Create revision = (Action.Create) CloneSetPlanner.plan(edited).actions().getFirst();
    Features gate = Features.DEFAULT.with(Feature.RECREATE_ON_CLAIM_CHANGE);

    Plan plan = CloneSetPlanner.plan(withRevision(edited, revision).with(gate));

    assertThat(plan.actions())
        .as(change)
        .filteredOn(action -> action.target().kind().equals(ResourceKind.POD))
        .extracting(action -> action.getClass().getSimpleName())
        .contains(verb)
        .doesNotContain(verb.equals("Patch") ? "Delete" : "Patch");
  }

  private static CloneSetSnapshot withClaims(
      CloneSetSnapshot snapshot, String size, @Nullable String mode) {
    Json.Obj spec = snapshot.cloneSet().spec();
    String text = JsonText.canonical(spec.at("volumeClaimTemplates").orElseThrow());
    String sized = text.replace("\"storage\":\"10Gi\"", "\"storage\":\"" + size + "\"");
    String meant = "\"volumeMode\":\"" + mode + "\",\"resources\"";
    return of(
        snapshot,
        spec.with(
            "volumeClaimTemplates",
            JsonText.parse(mode == null ? sized : sized.replace("\"resources\"", meant))));
  }

  private static CloneSetSnapshot of(CloneSetSnapshot snapshot, Json.Obj spec) {
    CloneSetView was = snapshot.cloneSet();
    return new CloneSetSnapshot(
        new CloneSetView(was.meta(), spec, was.status()),
        snapshot.pods(),
        snapshot.revisions(),
        snapshot.outcomes(),
        snapshot.now());
  }

  private static CloneSetSnapshot read(String installation) throws IOException {
    String resource = "/io/windlass/core/adoption/" + installation + ".json";
    try (InputStream stream =
        Objects.requireNonNull(CloneSets.class.getResourceAsStream(resource), resource)) {
      JsonNode found = JSON.readTree(stream);
      return new CloneSetSnapshot(
          ViewType.cloneSets().decode(bytes(found.path("cloneSet"))),
          all(ViewType.pods(), found.path("pods")),
          all(ViewType.revisions(), found.path("revisions")),
          RecentOutcomes.NONE,
          NOW);
    }
  }

  private static <V> List<V> all(ViewType<V> type, JsonNode documents) throws IOException {
    List<V> views = new ArrayList<>();
    for (JsonNode document : documents) {
      views.add(type.decode(bytes(document)));
    }
    return views;
  }

  private static byte[] bytes(JsonNode document) throws IOException {
    return JSON.writeValueAsBytes(document);
  }

  private static CloneSetSnapshot withPodSpec(CloneSetSnapshot snapshot, String podSpec) {
    Json.Obj spec = snapshot.cloneSet().spec();
    Json.Obj template = spec.object("template").with("spec", JsonText.parse(podSpec));
    return of(snapshot, spec.with("template", template));
  }

  private static CloneSetSnapshot withRevision(CloneSetSnapshot snapshot, Action.Create created)
      throws IOException {
    List<RevisionView> revisions = new ArrayList<>(snapshot.revisions());
    Json given = JsonText.parse("{\"metadata\":{\"uid\":\"u\",\"resourceVersion\":\"50\"}}");
    Json object = JsonMerge.apply(created.object(), given);
    byte[] stored = JsonText.canonical(object).getBytes(StandardCharsets.UTF_8);
    revisions.add(ViewType.revisions().decode(stored));
    CloneSetView was = snapshot.cloneSet();
    Json.Obj status =
        (Json.Obj) JsonMerge.apply(was.status(), Json.Obj.EMPTY.with("collisionCount", Json.of(0)));
    return new CloneSetSnapshot(
        new CloneSetView(was.meta(), was.spec(), status),
        snapshot.pods(),
        revisions,
        snapshot.outcomes(),
        snapshot.now());
  }
}
