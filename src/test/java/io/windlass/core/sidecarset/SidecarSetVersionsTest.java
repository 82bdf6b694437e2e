package io.windlass.core.sidecarset;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import io.windlass.core.version.TwoVersions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a SidecarSet of one version is in the other (2.1.5). */
class SidecarSetVersionsTest {
  private static final TwoVersions VERSIONS = SidecarSetVersions.ALL;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          from v1alpha1                            | the object                                                                             | in v1beta1
          a namespace is a selector of its name    | {'spec':{'namespace':'n'}}                                                             | {'spec':{'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'n'}}}}
          it goes before the selector              | {'spec':{'namespace':'n','namespaceSelector':{'matchLabels':{'a':'b'}}}}               | {'spec':{'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'n'}}}}
          a selector stays                         | {'spec':{'namespaceSelector':{'matchLabels':{'a':'b'}}}}                               | {'spec':{'namespaceSelector':{'matchLabels':{'a':'b'}}}}
          the custom version is a field, no label  | {'metadata':{'labels':{'a':'b','apps.kruise.io/sidecarset-custom-version':'v1'}},'spec':{}} | {'metadata':{'labels':{'a':'b'}},'spec':{'customVersion':'v1'}}
          everything else stays                    | {'spec':{'containers':[{'name':'a'}],'updateStrategy':{'type':'NotUpdate'}}}           | {'spec':{'containers':[{'name':'a'}],'updateStrategy':{'type':'NotUpdate'}}}
          """)
  void upward(String what, String alpha, String beta) {
    Json.Obj older = object(VERSIONS.older(), json(alpha));
    Json.Obj hub = VERSIONS.toHub(older);
    assertThat(hub.get("spec")).isEqualTo(json(beta).get("spec"));
    assertThat(hub.at("metadata", "labels")).isEqualTo(json(beta).at("metadata", "labels"));
    assertThat(VERSIONS.toOlder(hub)).isEqualTo(older);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          from v1beta1                                    | the spec                                                                             | spec in v1alpha1                                                                  | label
          a selector of one name stays one                | {'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'n'}}}            | {'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'n'}}}         |
          the custom version is a label                   | {'customVersion':'v1','containers':[]}                                               | {'containers':[]}                                                                 | v1
          one that no label can have goes into no label   | {'customVersion':'v 1','containers':[]}                                              | {'containers':[]}                                                                 |
          """)
  void downward(String what, String beta, String alpha, String label) {
    Json.Obj hub = object(VERSIONS.hub(), Json.Obj.EMPTY.with("spec", json(beta)));
    Json.Obj older = VERSIONS.toOlder(hub);
    assertThat(older.object("spec")).isEqualTo(json(alpha));
    assertThat(older.text("metadata", "labels", SidecarSetKeys.CUSTOM_VERSION).orElse(null))
        .isEqualTo(label);
    assertThat(VERSIONS.toHub(older)).isEqualTo(hub);
  }

  private static Json.Obj object(String version, Json.Obj parts) {
    return parts
        .with("apiVersion", version)
        .with("metadata", parts.object("metadata").with("name", "log"));
  }

  @ParameterizedTest(name = "what is wrong with {0} is told of {1}")
  @CsvSource({
    "spec.namespace, spec.namespaceSelector",
    "metadata.labels[apps.kruise.io/sidecarset-custom-version], spec.customVersion",
    "spec.selector, spec.selector"
  })
  void words(String older, String hub) {
    List<Violation> told = List.of(new Violation(older, "wrong"));
    assertThat(VERSIONS.inWordsOf(VERSIONS.hub(), told))
        .containsExactly(new Violation(hub, "wrong"));
    assertThat(VERSIONS.inWordsOf(VERSIONS.older(), told)).isEqualTo(told);
  }
}
