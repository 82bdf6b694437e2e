package io.windlass.core.cloneset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.version.TwoVersions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever stands in a CloneSet, a conversion and the way back give it again. */
class CloneSetVersionsLaws {
  private static final TwoVersions VERSIONS = CloneSetVersions.ALL;
  private static final int MOST_FIELDS = 6;

  @Property(tries = 500)
  void fromTheOlderVersionAndBack(@ForAll("documents") Json.Obj document) {
    Json.Obj older = document.with("apiVersion", VERSIONS.older());

    assertThat(VERSIONS.toOlder(VERSIONS.toHub(older))).isEqualTo(older);
  }

  @Property(tries = 500)
  void fromTheHubAndBack(@ForAll("documents") Json.Obj document) {
    Json.Obj hub = document.with("apiVersion", VERSIONS.hub());

    assertThat(VERSIONS.toHub(VERSIONS.toOlder(hub))).isEqualTo(hub);
  }

  @Property(tries = 200)
  void aSecondJourneyChangesNothing(@ForAll("documents") Json.Obj document) {
    Json.Obj older = VERSIONS.toOlder(document.with("apiVersion", VERSIONS.hub()));

    assertThat(VERSIONS.toOlder(VERSIONS.toHub(older))).isEqualTo(older);
  }

  @Property(tries = 200)
  void onlySpecLabelsAndAnnotationsChange(@ForAll("documents") Json.Obj document) {
    Json.Obj hub = VERSIONS.toHub(document.with("apiVersion", VERSIONS.older()));

    assertThat(rest(hub)).isEqualTo(rest(document));
  }

  private static Json.Obj rest(Json.Obj object) {
    Json.Obj metadata = object.object("metadata").without("labels").without("annotations");
    return object.without("apiVersion").without("spec").with("metadata", metadata);
  }

  /** Objects with fields of either version, at home or astray. */
  @Provide
  Arbitrary<Json.Obj> documents() {
    return Combinators.combine(spec(), texts(), texts())
        .as(
            (spec, labels, annotations) ->
                Json.Obj.EMPTY
                    .with("kind", "CloneSet")
                    .with("metadata", metadata(labels, annotations))
                    .with("status", Json.Obj.EMPTY.with("replicas", Json.of(1)))
                    .with("spec", spec));
  }

  // The API leaves empty maps out.
  private static Json.Obj metadata(Map<String, String> labels, Map<String, String> annotations) {
    Json.Obj named = Json.Obj.EMPTY.with("name", "shop");
    Json.Obj labelled = labels.isEmpty() ? named : named.with("labels", Json.ofTexts(labels));
    return annotations.isEmpty()
        ? labelled
        : labelled.with("annotations", Json.ofTexts(annotations));
  }

  private static Arbitrary<Json.Obj> spec() {
    return fields(
        Arbitraries.oneOf(
            values(), updateStrategy().map(Json.class::cast), scale().map(Json.class::cast)),
        "updateStrategy",
        "scaleStrategy",
        "replicas");
  }

  private static Arbitrary<Json.Obj> scale() {
    return fields(values(), "disablePVCReuse", "enablePVCReuse", "excludePreparingDelete");
  }

  private static Arbitrary<Json.Obj> updateStrategy() {
    return fields(
        Arbitraries.oneOf(
            values(), rolling().map(Json.class::cast), inPlace().map(Json.class::cast)),
        "type",
        "rollingUpdate",
        "partition",
        "maxUnavailable",
        "inPlaceUpdateStrategy");
  }

  private static Arbitrary<Json.Obj> rolling() {
    return fields(
        Arbitraries.oneOf(values(), inPlace().map(Json.class::cast)),
        "podUpdatePolicy",
        "type",
        "partition",
        "paused",
        "maxSurge",
        "inPlaceUpdateStrategy");
  }

  private static Arbitrary<Json.Obj> inPlace() {
    return fields(
        values(),
        "gracePeriodSeconds",
        "imagePreDownloadParallelism",
        "imagePreDownloadTimeoutSeconds",
        "imagePreDownloadMinUpdatedReadyPods");
  }

  private static Arbitrary<Json.Obj> fields(Arbitrary<Json> values, String... names) {
    return Combinators.combine(Arbitraries.of(names), values)
        .as(Tuple::of)
        .list()
        .ofMaxSize(MOST_FIELDS)
        .map(
            pairs -> {
              Map<String, Json> fields = new TreeMap<>();
              pairs.forEach(pair -> fields.put(pair.get1(), pair.get2()));
              return new Json.Obj(fields);
            });
  }

  private static Arbitrary<Json> values() {
    return Arbitraries.of(
        Json.of(0),
        Json.of(7),
        Json.of(true),
        Json.of(false),
        Json.of("5%"),
        Json.of("5"),
        Json.of(""),
        Json.of("OnDelete"),
        Json.of("RollingUpdate"),
        Json.of("InPlaceOnly"),
        Json.Null.VALUE,
        Json.Obj.EMPTY,
        Json.of(List.of(Json.of(1))));
  }

  private static Arbitrary<Map<String, String>> texts() {
    Set<String> keys =
        Set.of(
            "app",
            CloneSetVersions.EXCLUDE_PREPARING_DELETE,
            "apps.kruise.io/image-predownload-parallelism",
            "apps.kruise.io/image-predownload-timeout-seconds");
    return Arbitraries.maps(
            Arbitraries.of(keys),
            Arbitraries.of("", "true", "false", "5", "05", "5%", "9999999999"))
        .ofMaxSize(keys.size());
  }
}
