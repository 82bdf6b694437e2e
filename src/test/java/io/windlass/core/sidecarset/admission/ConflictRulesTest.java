package io.windlass.core.sidecarset.admission;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.Sets;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.3: what SidecarSets for the same pods must not have in common. */
class ConflictRulesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          issue 884: two SidecarSets have                 | this one                                                        | the other one                                                            | faults at
          nothing in common                        | {}                                                              | {'containers':[{'name':'mesh','image':'m'}]}                             |
          a container                              | {}                                                              | {'containers':[{'name':'mesh','image':'m'},{'name':'log','image':'m'}]}  | spec.containers[0].name
          an init container                        | {'initContainers':[{'name':'i','image':'i'}]}                   | {'containers':null,'initContainers':[{'name':'i','image':'j'}]}          | spec.initContainers[0].name
          a container and an init container        | {}                                                              | {'containers':null,'initContainers':[{'name':'log','image':'j'}]}        | spec.containers[0].name
          a container and a twin                   | {'containers':[{'name':'mesh-2','image':'m'}]}                  | {'containers':[{'name':'mesh','image':'m','upgradeStrategy':{'upgradeType':'HotUpgrade'}}]} | spec.containers[0].name
          a container, for other pods              | {}                                                              | {'selector':{'matchLabels':{'app':'b'}}}                                 |
          a container, for more pods               | {}                                                              | {'selector':{'matchLabels':null,'matchExpressions':[{'key':'app','operator':'Exists'}]}} | spec.containers[0].name
          a container, in other namespaces         | {'namespaceSelector':{'matchLabels':{'a':'b'}}}                 | {'namespaceSelector':{'matchLabels':{'a':'c'}}}                          |
          a container, in one and all namespaces   | {'namespace':'n'}                                               | {}                                                                       | spec.containers[0].name
          a container, in two namespaces           | {'namespace':'n'}                                               | {'namespace':'m'}                                                        |
          one volume                               | {'volumes':[{'name':'v','emptyDir':{}}]}                        | {'volumes':[{'name':'v','emptyDir':{}}],'containers':[{'name':'m'}]}     |
          two volumes of one name                  | {'volumes':[{'name':'v','emptyDir':{}}]}                        | {'volumes':[{'name':'v','hostPath':{'path':'/'}}],'containers':[{'name':'m'}]} | spec.volumes[0]
          an annotation that is overwritten        | {'patchPodMetadata':[{'patchPolicy':'Overwrite','annotations':{'a':'1'}}]}      | {'containers':[{'name':'m'}],'patchPodMetadata':[{'patchPolicy':'MergePatchJson','annotations':{'a':'{}'}}]} | spec.patchPodMetadata[0].annotations[a]
          one that both merge                      | {'patchPodMetadata':[{'patchPolicy':'MergePatchJson','annotations':{'a':'{}'}}]} | {'containers':[{'name':'m'}],'patchPodMetadata':[{'patchPolicy':'MergePatchJson','annotations':{'a':'{}'}}]} |
          one that somebody retains                | {'patchPodMetadata':[{'patchPolicy':'Overwrite','annotations':{'a':'1'}}]}      | {'containers':[{'name':'m'}],'patchPodMetadata':[{'annotations':{'a':'{}'}}]} |
          a canary and its base                    | {'canaryOf':'y'}                                                | {}                                                                       |
          a base and its canary                    | {}                                                              | {'canaryOf':'x'}                                                         |
          a canary of a third one                  | {'canaryOf':'z'}                                                | {}                                                                       | spec.containers[0].name
          """)
  void conflicts(String what, String one, String other, String fields) {
    SidecarSetView set = set("x", json(one));
    List<SidecarSetView> others = List.of(set("y", json(other)), set);
    assertThat(
            ConflictRules.violations(set, others).stream()
                .map(Violation::field)
                .collect(Collectors.joining(" ")))
        .isEqualTo(fields == null ? "" : fields);
  }

  private static SidecarSetView set(String name, Json.Obj edit) {
    Json.Obj canary =
        edit.text("canaryOf")
            .map(
                base ->
                    json("{'apps.kruise.io/sidecarset-canary':'true'}")
                        .with("apps.kruise.io/sidecarset-base", base))
            .orElse(Json.Obj.EMPTY);
    return Sets.stored(
        name,
        Json.Obj.EMPTY
            .with("metadata", Json.Obj.EMPTY.with("annotations", canary))
            .with("spec", JsonMerge.apply(Sets.spec("{}"), edit.without("canaryOf"))));
  }

  @ParameterizedTest(name = "{0} and {1} can match the same: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a=1          | a=1            | true
          a=1          | a=2            | false
          a=1          | b=1            | true
          a=1          | a In 1,2       | true
          a=1          | a In 2,3       | false
          a=1          | a NotIn 1      | false
          a=1          | a NotIn 2      | true
          a In 1,2     | a NotIn 1      | true
          a In 1,2     | a NotIn 1,2    | false
          a NotIn 1    | a NotIn 2      | true
          a Exists     | b=1            | true
          a Exists     | a NotIn 1      | true
          a Exists     | a DoesNotExist | false
          a=1          | a DoesNotExist | false
          a NotIn 1    | a DoesNotExist | true
          b=1          | a DoesNotExist | true
          """)
  void overlap(String one, String other, boolean overlaps) {
    assertThat(Overlap.of(selector(one), selector(other))).isEqualTo(overlaps);
    assertThat(Overlap.of(selector(other), selector(one))).isEqualTo(overlaps);
  }

  private static Selector selector(String text) {
    String[] words = text.split("[ =]", -1);
    String json =
        text.contains("=")
            ? "{'matchLabels':{'%s':'%s'}}".formatted(words[0], words[1])
            : "{'matchExpressions':[{'key':'%s','operator':'%s'%s}]}"
                .formatted(
                    words[0],
                    words[1],
                    words.length < 3 ? "" : ",'values':['" + words[2].replace(",", "','") + "']");
    return Selector.read(json(json), "", new ArrayList<>());
  }
}
