package io.windlass.controllers.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.sidecarset.Sets;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarSetIndexTest {
  private final SidecarSetIndex index = new SidecarSetIndex();

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    Sets.json("{" + text + "}").fields().forEach((k, v) -> labels.put(k, v.text().orElse("")));
    return labels;
  }

  private void add(String name, String spec) {
    index.changed(Optional.empty(), Optional.of(Sets.set(name, spec)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a SidecarSet for                  | spec                                                                                              | pod               | namespace              | selects it
          pods of a label                   | {}                                                                                                | 'app':'a'         | ``                     | true
          other pods                        | {}                                                                                                | 'app':'b'         | ``                     | false
          no pod, as its selector is empty  | {'selector':null}                                                                                 | 'app':'a'         | ``                     | false
          no pod, as its selector is faulty | {'selector':{'matchExpressions':[{'key':'app','operator':'Likes','values':['a']}]}}                | 'app':'a'         | ``                     | false
          all namespaces, selected by {}    | {'namespaceSelector':{}}                                                                          | 'app':'a'         | ``                     | true
          the one namespace of v1alpha1     | {'namespace':'shop'}                                                                              | 'app':'a'         | 'kubernetes.io/metadata.name':'shop' | true
          another namespace of v1alpha1     | {'namespace':'shop'}                                                                              | 'app':'a'         | 'kubernetes.io/metadata.name':'bank' | false
          namespaces of a team              | {'namespaceSelector':{'matchLabels':{'team':'x'}}}                                                | 'app':'a'         | 'team':'x'             | true
          the label on the pod instead      | {'namespaceSelector':{'matchLabels':{'team':'x'}}}                                                | 'app':'a','team':'x' | ``                  | false
          any of two namespaces             | {'namespaceSelector':{'matchExpressions':[{'key':'n','operator':'In','values':['1','2']}]}}        | 'app':'a'         | 'n':'2'                | true
          all namespaces but one            | {'namespaceSelector':{'matchExpressions':[{'key':'n','operator':'NotIn','values':['1']}]}}         | 'app':'a'         | 'n':'1'                | false
          namespaces with a label           | {'namespaceSelector':{'matchExpressions':[{'key':'n','operator':'Exists'}]}}                       | 'app':'a'         | 'n':''                 | true
          namespaces without a label        | {'namespaceSelector':{'matchExpressions':[{'key':'n','operator':'DoesNotExist'}]}}                 | 'app':'a','n':'1' | ``                     | true
          """)
  void whatItSelects(String what, String spec, String pod, String namespace, boolean selects) {
    add("logs", spec);

    assertThat(index.matching(labels(pod), labels(namespace)).equals(List.of("logs")))
        .as(what)
        .isEqualTo(selects);
  }

  @Test
  void anEditMovesItAndADeletionForgetsIt() {
    SidecarSetView before = Sets.set("logs", "{}");
    SidecarSetView after = Sets.set("logs", "{'selector':{'matchLabels':{'app':'b'}}}");
    index.changed(Optional.empty(), Optional.of(before));

    index.changed(Optional.of(before), Optional.of(after));
    assertThat(index.matching(Map.of("app", "a"), Map.of())).isEmpty();
    assertThat(index.matching(Map.of("app", "b"), Map.of())).containsExactly("logs");

    index.changed(Optional.of(after), Optional.empty());
    assertThat(index.matching(Map.of("app", "b"), Map.of())).isEmpty();
    assertThat(index.size()).isZero();
  }

  @Test
  void severalComeInTheOrderOfTheirNames() {
    add("zebra", "{}");
    add("ape", "{}");
    add("mole", "{'selector':{'matchLabels':{'tier':'web'}}}");

    assertThat(index.matching(Map.of("app", "a", "tier", "web"), Map.of()))
        .containsExactly("ape", "mole", "zebra");
  }
}
