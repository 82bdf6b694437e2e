package io.windlass.core.sidecarset.injection;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.sidecarset.InjectionRecords;
import io.windlass.core.sidecarset.Sets;
import io.windlass.core.sidecarset.SidecarSetKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.4, 2.5, 2.6: what annotations of a pod say and get. */
class InjectionNotesTest {
  private static final String TWO =
      "{'x':{'status':{'latestRevision':'x-1'},'containers':[{'name':'b','image':'1'},{'name':'a','image':'1'}],"
          + "'initContainers':[{'name':'c','image':'1','restartPolicy':'Always'},{'name':'d','image':'1'}]},"
          + "'y':{'containers':[{'name':'log','image':'1'}]}}";

  private static String note(Json.Obj pod, String key) {
    return pod.text("metadata", "annotations", key).orElse("");
  }

  @Test
  void issue1719WhatWasInjectedIsWrittenAsOpenKruiseDoesWithoutPlainInitContainers() {
    List<PreparedSet> sets = Pods.sets(TWO);
    Json.Obj pod = Pods.injected("{}", sets);
    assertThat(note(pod, SidecarSetKeys.INJECTED)).isEqualTo("x,y");
    assertThat(note(pod, SidecarSetKeys.HASH))
        .isEqualTo(
            ("{'x':{'updateTimestamp':'2026-01-02T03:04:05Z','hash':'%s','sidecarSetName':'x',"
                    + "'sidecarList':['a','b','c'],'controllerRevision':'x-1'},"
                    + "'y':{'updateTimestamp':'2026-01-02T03:04:05Z','hash':'%s','sidecarSetName':'y',"
                    + "'sidecarList':['log']}}")
                .formatted(sets.get(0).hash().all(), sets.get(1).hash().all())
                .replace('\'', '"'));
    assertThat(InjectionRecords.of(texts(pod), SidecarSetKeys.HASH_WITHOUT_IMAGE).of("x"))
        .hasValueSatisfying(
            record -> {
              assertThat(record.hash()).isEqualTo(sets.get(0).hash().withoutImage());
              assertThat(record.sidecars()).containsExactly("a", "b", "c");
              assertThat(record.revision()).isEmpty();
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what the pod had                           | hash annotation                  | injected list | hashes of        | list
          nothing                                    |                                  |               | y                | y
          another set's stays                        | {'a':{'hash':'h'}}               | a             | a y              | a,y
          the bare hash of old releases is read      | {'a':'h'}                        | b,a           | a y              | a,b,y
          what is no record is written anew          | nonsense                         | ,,            | y                | y
          """)
  void extended(String what, String hash, String list, String records, String names) {
    Json.Obj annotations = Json.Obj.EMPTY;
    annotations =
        hash == null ? annotations : annotations.with(SidecarSetKeys.HASH, hash.replace('\'', '"'));
    annotations = list == null ? annotations : annotations.with(SidecarSetKeys.INJECTED, list);
    Json.Obj pod = Pods.pod("{}");
    pod = pod.with("metadata", pod.object("metadata").with("annotations", annotations));
    Json.Obj result = Pods.result(pod, Pods.inject(pod, Pods.sets("{'y':{}}")));
    assertThat(InjectionRecords.of(texts(result), SidecarSetKeys.HASH).bySet().keySet())
        .containsExactly(records.split(" "));
    assertThat(note(result, SidecarSetKeys.INJECTED)).isEqualTo(names);
  }

  @Test
  void aSetOfWhichNothingIsInjectedIsNotWrittenDown() {
    Json.Obj pod = Pods.injected("{}", "{'x':{},'y':{}}");
    assertThat(note(pod, SidecarSetKeys.INJECTED)).as("issue 1453").isEqualTo("x");
  }

  @Test
  void aHotUpgradeBeginsWithTwoContainersOfWhichTheFirstWorks() {
    Json.Obj pod =
        Pods.injected(
            "{}",
            "{'x':{'containers':[{'name':'mesh','image':'mesh:1','command':['run'],'upgradeStrategy':"
                + "{'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'empty:1'}}]}}");
    assertThat(Pods.containers(pod, "containers"))
        .isEqualTo("mesh-1=mesh:1 mesh-2=empty:1 main=m:1");
    Json.Obj first = (Json.Obj) Pods.container(pod, "mesh-1");
    Json.Obj second = (Json.Obj) Pods.container(pod, "mesh-2");
    assertThat(second.items("command")).isEqualTo(first.items("command"));
    assertThat(Pods.names(first, "env", "name"))
        .isEqualTo("IS_INJECTED SIDECARSET_VERSION SIDECARSET_VERSION_ALT");
    assertThat(second.items("env").get(1).text("valueFrom", "fieldRef", "fieldPath"))
        .contains("metadata.annotations['version.sidecarset.kruise.io/mesh-2']");
    assertThat(second.items("env").get(2).text("valueFrom", "fieldRef", "fieldPath"))
        .contains("metadata.annotations['versionalt.sidecarset.kruise.io/mesh-2']");
    assertThat(note(pod, SidecarSetKeys.VERSION + "mesh-1")).isEqualTo("1");
    assertThat(note(pod, SidecarSetKeys.OTHER_VERSION + "mesh-1")).isEqualTo("0");
    assertThat(note(pod, SidecarSetKeys.VERSION + "mesh-2")).isEqualTo("0");
    assertThat(note(pod, SidecarSetKeys.OTHER_VERSION + "mesh-2")).isEqualTo("1");
    assertThat(note(pod, SidecarSetKeys.WORKING)).isEqualTo("{\"mesh\":\"mesh-1\"}");
    assertThat(
            InjectionRecords.of(texts(pod), SidecarSetKeys.HASH).of("x").orElseThrow().sidecars())
        .containsExactly("mesh");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.5: an annotation that the pod            | policy         | pod has       | set says          | pod gets
          does not have is set                       | Retain         |               | 1                 | 1
          has stays                                  | Retain         | 0             | 1                 | 0
          has empty stays                            | Retain         | ``            | 1                 |
          has is replaced                            | Overwrite      | 0             | 1                 | 1
          has as JSON is merged                      | MergePatchJson | {"a":1,"b":2} | {"b":null,"c":3}  | {"a":1,"c":3}
          has empty gets what is merged              | MergePatchJson | ``            | {"c":3}           | {"c":3}
          does not have gets it without nulls        | MergePatchJson |               | {"b":null,"c":3}  | {"c":3}
          has already keeps its spelling             | MergePatchJson | { "c" : 3 }   | {"c":3}           | { "c" : 3 }
          """)
  void metadata(String what, String policy, String has, String says, String gets) {
    Json.Obj pod = Pods.pod("{}");
    Json.Obj annotated =
        has == null
            ? pod
            : pod.with(
                "metadata",
                pod.object("metadata").with("annotations", Json.Obj.EMPTY.with("k", has)));
    Json.Obj patch =
        Json.Obj.EMPTY
            .with("patchPolicy", policy)
            .with("annotations", Json.Obj.EMPTY.with("k", says));
    List<PreparedSet> sets =
        List.of(Pods.set("x", Json.Obj.EMPTY.with("patchPodMetadata", Json.of(List.of(patch)))));
    Json.Obj result = Pods.result(annotated, Pods.inject(annotated, sets));
    assertThat(note(result, "k")).isEqualTo(gets == null ? "" : gets);
  }

  @Test
  void annotationsAloneAreNoInjection() {
    Json.Obj pod =
        Pods.injected(
            "{}", "{'x':{'containers':null,'patchPodMetadata':[{'annotations':{'k':'1'}}]}}");
    assertThat(texts(pod)).isEqualTo(Map.of("k", "1"));
    assertThat(pod.object("spec")).isEqualTo(Pods.pod("{}").object("spec"));
  }

  @Test
  void whatIsNoJsonCannotBeMerged() {
    Json.Obj pod = Pods.pod("{'metadata':{'annotations':{'k':'text'}}}");
    assertThat(
            Pods.inject(
                pod,
                Pods.sets(
                    "{'x':{'patchPodMetadata':[{'patchPolicy':'MergePatchJson','annotations':{'k':'{}'}}]}}")))
        .isInstanceOfSatisfying(
            Injection.Refused.class,
            refused -> assertThat(refused.because()).contains("SidecarSet x").contains("no JSON"));
  }

  private static Map<String, String> texts(Json.Obj pod) {
    return Sets.texts(pod.object("metadata", "annotations"));
  }
}
