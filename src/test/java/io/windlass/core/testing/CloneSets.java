package io.windlass.core.testing;

import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.cloneset.RecentOutcomes;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes CloneSets for tests; used by one thread. Starts with one that has nothing wrong. */
public final class CloneSets {
  public static final String NAMESPACE = "shop";
  public static final String NAME = "demo";
  public static final String UID = "cs-uid";

  private static final String SOUND =
      """
      {"replicas": 3,
       "selector": {"matchLabels": {"app": "demo"}},
       "template": {
         "metadata": {"labels": {"app": "demo"}},
         "spec": {"containers": [{"name": "main", "image": "app:1"}]}},
       "updateStrategy": {"type": "InPlaceIfPossible"}}
      """;

  private final Map<String, String> labels = new TreeMap<>();
  private final Map<String, String> annotations = new TreeMap<>();
  private Json.Obj spec = (Json.Obj) JsonText.parse(SOUND);
  private Json.Obj status = Json.Obj.EMPTY;
  private long generation = 1;
  private long version = 1;
  private Optional<Instant> deletedAt = Optional.empty();

  private CloneSets() {}

  /** Three pods with container {@code main} of {@code app:1}, updated in place if possible. */
  public static CloneSets sound() {
    return new CloneSets();
  }

  /** Changes the spec by a merge patch; apostrophes may stand for quotation marks. */
  public CloneSets spec(String mergePatch) {
    spec = (Json.Obj) JsonMerge.apply(spec, JsonText.parse(mergePatch.replace('\'', '"')));
    return this;
  }

  /** Changes the image of container {@code main}. */
  public CloneSets image(String image) {
    return spec(
        "{'template':{'spec':{'containers':[{'name':'main','image':'%s'}]}}}".formatted(image));
  }

  public CloneSets replicas(int replicas) {
    return spec("{'replicas': %d}".formatted(replicas));
  }

  public CloneSets type(String type) {
    return spec("{'updateStrategy': {'type': '%s'}}".formatted(type));
  }

  /** Changes the status by a merge patch. */
  public CloneSets status(String mergePatch) {
    status = (Json.Obj) JsonMerge.apply(status, JsonText.parse(mergePatch.replace('\'', '"')));
    return this;
  }

  public CloneSets status(Json.Obj whole) {
    status = whole;
    return this;
  }

  public CloneSets generation(long value) {
    generation = value;
    return this;
  }

  public CloneSets version(long value) {
    version = value;
    return this;
  }

  public CloneSets label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public CloneSets annotation(String key, String value) {
    annotations.put(key, value);
    return this;
  }

  public CloneSets terminating() {
    deletedAt = Optional.of(Pods.BIRTH);
    return this;
  }

  public CloneSetView view() {
    ObjectMeta meta =
        new ObjectMeta(
            new ObjectKey(NAMESPACE, NAME),
            UID,
            version,
            generation,
            labels,
            annotations,
            Optional.empty(),
            Pods.BIRTH,
            deletedAt,
            List.of());
    return new CloneSetView(meta, spec, status);
  }

  /** A stored revision of a CloneSet's template. */
  public static RevisionView revision(CloneSetView cloneSet, String name, long number) {
    Json.Obj template = cloneSet.spec().object("template").with("$patch", "replace");
    return revision(
        name, number, Json.Obj.EMPTY.with("spec", Json.Obj.EMPTY.with("template", template)));
  }

  /** A stored revision. */
  public static RevisionView revision(String name, long number, Json.Obj recorded) {
    ObjectMeta meta =
        new ObjectMeta(
            new ObjectKey(NAMESPACE, name),
            "uid-" + name,
            number,
            0,
            Map.of(),
            Map.of(),
            Optional.of(
                new ObjectMeta.OwnerReference("apps.kruise.io/v1alpha1", "CloneSet", NAME, UID)),
            Pods.BIRTH,
            Optional.empty(),
            List.of());
    return new RevisionView(meta, number, recorded);
  }

  /** A snapshot a minute after everything was made. */
  public static CloneSetSnapshot snapshot(
      CloneSetView cloneSet, List<PodView> pods, RevisionView... revisions) {
    return new CloneSetSnapshot(
        cloneSet, pods, List.of(revisions), RecentOutcomes.NONE, Pods.BIRTH.plusSeconds(60));
  }
}
