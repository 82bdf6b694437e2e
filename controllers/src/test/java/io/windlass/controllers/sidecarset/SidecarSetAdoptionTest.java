package io.windlass.controllers.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.core.sidecarset.RefusedWrites;
import io.windlass.core.sidecarset.SidecarSetFilling;
import io.windlass.core.sidecarset.SidecarSetKinds;
import io.windlass.core.sidecarset.SidecarSetPlanner;
import io.windlass.core.sidecarset.SidecarSetSnapshot;
import io.windlass.core.sidecarset.SidecarSetView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SidecarSets and pods exactly as OpenKruise 1.9 leaves them (made by {@code src/test/kruise}): no
 * pod is touched, and the next image is an upgrade in place.
 */
class SidecarSetAdoptionTest {
  private static final String HASH = "kruise.io/sidecarset-hash";
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

  private final ViewType<SidecarSetView> sets = ViewType.sidecarSets(SidecarSetKinds.SIDECAR_SET);
  private final ViewType<PodView> pods = ViewType.pods();
  private final ViewType<RevisionView> revisions = ViewType.revisions();

  private Json.Obj vector(String name) {
    String file = "/io/windlass/core/sidecarset/adopted-" + name + ".json";
    try (InputStream stream =
        Objects.requireNonNull(RefusedWrites.class.getResourceAsStream(file), file)) {
      return (Json.Obj) JsonText.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <V> V decoded(ViewType<V> type, Json document) {
    try {
      return type.decode(JsonText.canonical(document).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SidecarSetSnapshot left(Json.Obj vector, Json.Obj set) {
    return new SidecarSetSnapshot(
        decoded(sets, set),
        vector.items("pods").stream().map(pod -> decoded(pods, pod)).toList(),
        vector.items("revisions").stream().map(one -> decoded(revisions, one)).toList(),
        new SidecarSetSnapshot.Place("windlass-system", Set.of()),
        RefusedWrites.NONE,
        NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "mesh"})
  void nothingIsWritten(String name) {
    Json.Obj vector = vector(name);

    Plan plan = SidecarSetPlanner.plan(left(vector, vector.object("sidecarSet")));

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.status()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "mesh"})
  void aNewManifestThatMeansTheSameChangesNothing(String name) {
    Json.Obj vector = vector(name);
    Json.Obj stored = vector.object("sidecarSet");
    String manifest =
        name.equals("log")
            ? "{'containers':[{'name':'log','image':'log:2','volumeMounts':[{'mountPath':'/v','name':'v'}],"
                + "'resources':{'limits':{'cpu':'500m','memory':'1Gi'}},"
                + "'livenessProbe':{'httpGet':{'port':80}}}]}"
            : "{'containers':[{'name':'mesh','image':'mesh:1','upgradeStrategy':"
                + "{'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'empty:1'}}]}";
    Json.Obj spec =
        (Json.Obj)
            JsonMerge.apply(stored.object("spec"), JsonText.parse(manifest.replace('\'', '"')));
    Json.Obj applied = stored.with("spec", spec);

    for (Json.Obj object : List.of(applied, SidecarSetFilling.fill(applied, Optional.of(stored)))) {
      Plan plan = SidecarSetPlanner.plan(left(vector, object));
      assertThat(plan.actions()).as("with and without webhook").isEmpty();
      assertThat(plan.status()).as("updatedPods unchanged").isEmpty();
    }
  }

  @Test
  void theNextImageIsAnUpgradeInPlace() {
    Action.Patch patch =
        SidecarSetPlanner.plan(withImage("log:3")).actions().stream()
            .filter(action -> action.target().kind().equals(ResourceKind.POD))
            .map(Action.Patch.class::cast)
            .filter(one -> one.subresource().isEmpty())
            .findFirst()
            .orElseThrow();

    assertThat(patch.body().items("spec", "containers"))
        .containsExactly(Json.Obj.EMPTY.with("name", "log").with("image", "log:3"));
    assertThat(patch.body().object("metadata", "annotations").fields().keySet())
        .containsExactlyInAnyOrder(HASH, "kruise.io/sidecarset-inplace-update-state", "note");
    assertThat(patch.body().text("metadata", "annotations", HASH).orElseThrow())
        .startsWith("{\"log\":{\"updateTimestamp\":\"2026-02-01T00:00:00Z\",\"hash\":\"")
        .contains("\"sidecarSetName\":\"log\",\"sidecarList\":[\"log\"],\"controllerRevision\":\"");
  }

  /** The log agent with another image, and the revision that the manager makes of it. */
  private SidecarSetSnapshot withImage(String image) {
    Json.Obj vector = vector("log");
    Json.Obj stored = vector.object("sidecarSet");
    List<Json> containers = new ArrayList<>();
    for (Json one : stored.items("spec", "containers")) {
      containers.add(((Json.Obj) one).with("image", image));
    }
    Json.Obj edited =
        stored.with("spec", stored.object("spec").with("containers", Json.of(containers)));
    SidecarSetSnapshot before = left(vector, SidecarSetFilling.fill(edited, Optional.of(stored)));
    List<RevisionView> known = new ArrayList<>(before.revisions());
    known.add(created(SidecarSetPlanner.plan(before)));
    return new SidecarSetSnapshot(
        before.set(), before.pods(), known, before.place(), RefusedWrites.NONE, NOW);
  }

  private RevisionView created(Plan plan) {
    Action.Create create = (Action.Create) plan.actions().getFirst();
    ObjectMeta meta = decoded(revisions, withUid(create.object())).meta();
    return new RevisionView(
        meta, create.object().number("revision").orElseThrow(), create.object().object("data"));
  }

  private static Json.Obj withUid(Json.Obj object) {
    Json.Obj metadata =
        object
            .object("metadata")
            .with("uid", "new")
            .with("resourceVersion", "1")
            .with("creationTimestamp", NOW.toString());
    return object.with("metadata", metadata);
  }
}
