package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.version.TwoVersions;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a SidecarSet, a conversion and the way back give it again. */
class SidecarSetVersionsLaws {
  private static final TwoVersions VERSIONS = SidecarSetVersions.ALL;

  @Property(tries = 300)
  void fromTheOlderVersionAndBack(@ForAll("documents") Json.Obj document) {
    Json.Obj older = document.with("apiVersion", VERSIONS.older());
    assertThat(VERSIONS.toOlder(VERSIONS.toHub(older))).isEqualTo(older);
  }

  @Property(tries = 300)
  void fromTheHubAndBack(@ForAll("documents") Json.Obj document) {
    Json.Obj hub = document.with("apiVersion", VERSIONS.hub());
    assertThat(VERSIONS.toHub(VERSIONS.toOlder(hub))).isEqualTo(hub);
  }

  /** Objects with fields of either version, at home or astray. */
  @Provide
  Arbitrary<Json.Obj> documents() {
    Arbitrary<Json> values =
        Arbitraries.of(
            Json.of("n"),
            Json.of(""),
            Json.of("no label value"),
            Json.of(1),
            Json.Null.VALUE,
            Sets.json("{'matchLabels':{'kubernetes.io/metadata.name':'n'}}"),
            Sets.json("{'matchLabels':{'a':'b'}}"));
    Arbitrary<Map<String, Json>> spec =
        Arbitraries.maps(
            Arbitraries.of("namespace", "namespaceSelector", "customVersion", "containers"),
            values);
    Arbitrary<Map<String, String>> labels =
        Arbitraries.maps(
                Arbitraries.of("a", SidecarSetKeys.CUSTOM_VERSION), Arbitraries.of("", "v1", "x"))
            .ofMinSize(1);
    return Combinators.combine(spec, labels)
        .as(
            (fields, texts) ->
                Sets.json("{'kind':'SidecarSet'}")
                    .with("spec", new Json.Obj(new TreeMap<>(fields)).with("volumes", "v"))
                    .with(
                        "metadata", Sets.json("{'name':'a'}").with("labels", Json.ofTexts(texts))));
  }
}
