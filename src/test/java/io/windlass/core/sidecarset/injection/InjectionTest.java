package io.windlass.core.sidecarset.injection;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.4: which containers a pod gets, where they stand, and what they take over from the app. */
class InjectionTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.4, 7                                        | pod                                       | sidecar sets                                                                                              | init containers | containers
          before the app is the default                 | {}                                        | {'x':{}}                                                                                                  |                 | log=log:1 main=m:1
          behind it                                     | {}                                        | {'x':{'containers':[{'name':'log','image':'l','podInjectPolicy':'AfterAppContainer'}]}}                   |                 | main=m:1 log=l
          before and behind keep their order            | {}                                        | {'x':{'containers':[{'name':'b','image':'1'},{'name':'z','image':'2','podInjectPolicy':'AfterAppContainer'},{'name':'a','image':'3'},{'name':'y','image':'4','podInjectPolicy':'AfterAppContainer'}]}} | | b=1 a=3 main=m:1 z=2 y=4
          issue 1983: sets stand in the order of their names    | {}                                        | {'y':{'containers':[{'name':'a','image':'1'}]},'x':{'containers':[{'name':'b','image':'2'}]}}             |                 | b=2 a=1 main=m:1
          init containers go behind, ordered by name    | {'spec':{'initContainers':[{'name':'m','image':'0'}]}} | {'x':{'containers':null,'initContainers':[{'name':'z','image':'1'},{'name':'a','image':'2'}]}} | m=0 a=2 z=1     | main=m:1
          they obey podInjectPolicy too                 | {'spec':{'initContainers':[{'name':'m','image':'0'}]}} | {'x':{'containers':null,'initContainers':[{'name':'z','image':'1','podInjectPolicy':'BeforeAppContainer'}]}} | z=1 m=0 | main=m:1
          a container of the name is replaced in place  | {'spec':{'containers':[{'name':'main','image':'m:1'},{'name':'log','image':'own'},{'name':'c','image':'0'}]}} | {'x':{}} | | main=m:1 log=log:1 c=0
          issue 884: several sets, one name: the first counts  | {}                                        | {'x':{},'y':{'containers':[{'name':'log','image':'2'}]}}                                                  |                 | log=log:1 main=m:1
          no set matches                                | {'metadata':{'labels':{'app':'b'}}}       | {'x':{}}                                                                                                  |                 | main=m:1
          issue 850: a hot native sidecar is two, too           | {}                                        | {'x':{'containers':null,'initContainers':[{'name':'z','image':'1','restartPolicy':'Always','upgradeStrategy':{'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'e'}}]}} | z-1=1 z-2=e | main=m:1
          a plain init container never is               | {}                                        | {'x':{'containers':null,'initContainers':[{'name':'z','image':'1','upgradeStrategy':{'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'e'}}]}} | z=1 | main=m:1
          a pod that is over                            | {'status':{'phase':'Succeeded'}}          | {'x':{}}                                                                                                  |                 | main=m:1
          one that failed                               | {'status':{'phase':'Failed'}}             | {'x':{}}                                                                                                  |                 | main=m:1
          one that is being deleted                     | {'metadata':{'deletionTimestamp':'t'}}    | {'x':{}}                                                                                                  |                 | main=m:1
          """)
  void placed(String what, String pod, String sets, String init, String containers) {
    Json.Obj result = Pods.injected(pod, sets);
    assertThat(Pods.containers(result, "initContainers")).isEqualTo(init == null ? "" : init);
    assertThat(Pods.containers(result, "containers")).isEqualTo(containers);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.4: a SidecarSet is for a pod                | selector and namespaces                                                                                   | injected
          of a label                                    | {'selector':{'matchLabels':{'app':'a'}}}                                                                  | true
          of several values                             | {'selector':{'matchLabels':null,'matchExpressions':[{'key':'app','operator':'In','values':['a','b']}]}}   | true
          not of another                                | {'selector':{'matchLabels':{'app':'b'}}}                                                                  | false
          an empty selector selects none                | {'selector':{'matchLabels':null}}                                                                         | false
          nor does a missing one                        | {'selector':null}                                                                                         | false
          in a namespace of a label                     | {'namespaceSelector':{'matchLabels':{'team':'t'}}}                                                        | true
          not of another                                | {'namespaceSelector':{'matchLabels':{'team':'u'}}}                                                        | false
          in a namespace of a name                      | {'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'n'}}}                                 | true
          v1alpha1: in the one namespace                | {'namespace':'n'}                                                                                         | true
          v1alpha1: not in another                      | {'namespace':'m'}                                                                                         | false
          v1alpha1: it goes before the selector         | {'namespace':'n','namespaceSelector':{'matchLabels':{'team':'u'}}}                                        | true
          while injection is paused                     | {'injectionStrategy':{'paused':true}}                                                                     | false
          while upgrades are paused                     | {'updateStrategy':{'paused':true}}                                                                        | true
          """)
  void matched(String what, String edit, boolean injected) {
    Json.Obj result = Pods.injected("{}", "{'x':" + edit + "}");
    assertThat(Pods.containers(result, "containers").contains("log=")).isEqualTo(injected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.4: variables of the sidecar                 | container                                                                                                    | its variables
          one says that it was injected                 | {}                                                                                                           | IS_INJECTED=true
          its own go first                              | {'env':[{'name':'A','value':'1'}]}                                                                           | A=1 IS_INJECTED=true
          it cannot say otherwise                       | {'env':[{'name':'IS_INJECTED','value':'false'}]}                                                             | IS_INJECTED=true
          transferred ones follow, by name              | {'transferEnv':[{'sourceContainerName':'main','envName':'V','envNames':['U']}]}                              | IS_INJECTED=true U=u V=v
          its own win over transferred ones             | {'env':[{'name':'V','value':'own'}],'transferEnv':[{'sourceContainerName':'main','envName':'V'}]}            | V=own IS_INJECTED=true
          from the container that a label names         | {'transferEnv':[{'sourceContainerNameFrom':{'fieldRef':{'fieldPath':'metadata.labels[@from@]'}},'envName':'V'}]} | IS_INJECTED=true V=v
          from the one that an annotation names         | {'transferEnv':[{'sourceContainerNameFrom':{'fieldRef':{'fieldPath':'metadata.annotations[@b/from@]'}},'envName':'V'}]} | IS_INJECTED=true V=v
          that goes before the plain name               | {'transferEnv':[{'sourceContainerName':'other','sourceContainerNameFrom':{'fieldRef':{'fieldPath':'metadata.labels[@from@]'}},'envName':'V'}]} | IS_INJECTED=true V=v
          what is not there is left out                 | {'transferEnv':[{'sourceContainerName':'main','envName':'X'},{'sourceContainerName':'none','envName':'V'}]}  | IS_INJECTED=true
          those that a shared path needs come last      | {'shareVolumePolicy':{'type':'enabled'},'transferEnv':[{'sourceContainerName':'main','envName':'V'}]}        | IS_INJECTED=true V=v U=u
          """)
  void variables(String what, String container, String variables) {
    Json.Obj pod =
        Pods.injected(
            "{'metadata':{'labels':{'from':'main'},'annotations':{'b/from':'main'}},'spec':{'containers':["
                + "{'name':'main','env':[{'name':'V','value':'v'},{'name':'U','value':'u'}],"
                + "'volumeMounts':[{'name':'d','mountPath':'/d','subPathExpr':'a/$(U)/$(V)/$(W)'}]}]}}",
            log(container));
    StringBuilder found = new StringBuilder();
    for (Json variable : Pods.container(pod, "log").items("env")) {
      found
          .append(found.isEmpty() ? "" : " ")
          .append(variable.text("name").orElseThrow())
          .append('=')
          .append(variable.text("value").orElse(""));
    }
    assertThat(found).hasToString(variables);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.4: mounts and devices of the sidecar        | container                                                                                                    | mounts | devices
          none of the app's                             | {'volumeMounts':[{'name':'v','mountPath':'/v'}]}                                                             | /v     |
          all of the app's regular containers           | {'volumeMounts':[{'name':'v','mountPath':'/v'}],'shareVolumePolicy':{'type':'enabled'}}                      | /v /d /e |
          its own path wins                             | {'volumeMounts':[{'name':'v','mountPath':'/d'}],'shareVolumePolicy':{'type':'enabled'}}                      | /d /e  |
          so does the path of its own device            | {'volumeDevices':[{'name':'v','devicePath':'/d'}],'shareVolumePolicy':{'type':'enabled'}}                    | /e     | /d
          devices only                                  | {'shareVolumeDevicePolicy':{'type':'enabled'}}                                                               |        | /x
          devices give way to mounts                    | {'volumeMounts':[{'name':'v','mountPath':'/x'}],'shareVolumeDevicePolicy':{'type':'enabled'}}                | /x     |
          both                                          | {'shareVolumePolicy':{'type':'enabled'},'shareVolumeDevicePolicy':{'type':'enabled'}}                        | /d /e  | /x
          """)
  void mounts(String what, String container, String mounts, String devices) {
    Json.Obj pod =
        Pods.injected(
            "{'spec':{'initContainers':[{'name':'i','volumeMounts':[{'name':'d','mountPath':'/i'}]}],"
                + "'containers':[{'name':'main','volumeMounts':[{'name':'d','mountPath':'/d'},"
                + "{'name':'d','mountPath':'/e'}],'volumeDevices':[{'name':'d','devicePath':'/x'}]},"
                + "{'name':'other','volumeMounts':[{'name':'d','mountPath':'/e'}]},"
                + "{'name':'s','env':[{'name':'IS_INJECTED','value':'true'}],"
                + "'volumeMounts':[{'name':'d','mountPath':'/s'}]}]}}",
            log(container));
    Json log = Pods.container(pod, "log");
    assertThat(Pods.names(log, "volumeMounts", "mountPath"))
        .isEqualTo(mounts == null ? "" : mounts);
    assertThat(Pods.names(log, "volumeDevices", "devicePath"))
        .isEqualTo(devices == null ? "" : devices);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.4: volumes and secrets of the pod           | sidecar set                                                                                                                       | volumes | secrets
          only volumes that a sidecar mounts            | {'volumes':[{'name':'u'},{'name':'v'}],'containers':[{'name':'log','volumeMounts':[{'name':'v','mountPath':'/v'}]}]}               | own v   | s
          those of devices and init containers too      | {'volumes':[{'name':'u'},{'name':'v'}],'initContainers':[{'name':'i','volumeDevices':[{'name':'u','devicePath':'/v'}]}]}            | own u   | s
          issue 2079: one that it does not define is left out   | {'containers':[{'name':'log','volumeMounts':[{'name':'own','mountPath':'/v'}]}]}                                                  | own     | s
          the pod's own wins                            | {'volumes':[{'name':'own','hostPath':{'path':'/'}}],'containers':[{'name':'log','volumeMounts':[{'name':'own','mountPath':'/v'}]}]} | own     | s
          each name once                                | {'volumes':[{'name':'v'}],'containers':[{'name':'a','volumeMounts':[{'name':'v','mountPath':'/v'},{'name':'v','mountPath':'/w'}]},{'name':'b','volumeMounts':[{'name':'v','mountPath':'/v'}]}]} | own v | s
          pull secrets follow the pod's                 | {'imagePullSecrets':[{'name':'t'},{'name':'s'},{'name':'t'}]}                                                                     | own     | s t
          """)
  void volumesAndSecrets(String what, String set, String volumes, String secrets) {
    Json.Obj pod =
        Pods.injected(
            "{'spec':{'volumes':[{'name':'own','emptyDir':{}}],'imagePullSecrets':[{'name':'s'}]}}",
            "{'x':" + set + "}");
    assertThat(Pods.names(pod.object("spec"), "volumes", "name")).isEqualTo(volumes);
    assertThat(Pods.names(pod.object("spec"), "imagePullSecrets", "name")).isEqualTo(secrets);
    assertThat(pod.items("spec", "volumes").getFirst())
        .isEqualTo(json("{'name':'own','emptyDir':{}}"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.4: a sidecar that shares and transfers      | sidecar sets                                                                                                    | of     | mounts | variables
          does so as an init container, too             | {'x':{'containers':null,'initContainers':[{'name':'i','shareVolumePolicy':{'type':'enabled'},'transferEnv':[{'sourceContainerName':'main','envName':'V'}]}]}} | i | /d | IS_INJECTED V
          sees nothing of other sidecars                | {'x':{'containers':[{'name':'a','volumeMounts':[{'name':'v','mountPath':'/a'}],'env':[{'name':'W','value':'w'}]}]},'y':{'containers':[{'name':'b','shareVolumePolicy':{'type':'enabled'},'transferEnv':[{'sourceContainerName':'a','envName':'W'}]}]}} | b | /d | IS_INJECTED
          nor of those of its own SidecarSet            | {'x':{'containers':[{'name':'a','volumeMounts':[{'name':'v','mountPath':'/a'}]},{'name':'b','shareVolumePolicy':{'type':'enabled'}}]}} | b | /d | IS_INJECTED
          """)
  void shared(String what, String sets, String of, String mounts, String variables) {
    Json.Obj pod =
        Pods.injected(
            "{'spec':{'containers':[{'name':'main','env':[{'name':'V','value':'v'}],"
                + "'volumeMounts':[{'name':'d','mountPath':'/d'}]}]}}",
            sets);
    Json sidecar = Pods.container(pod, of);
    assertThat(Pods.names(sidecar, "volumeMounts", "mountPath")).isEqualTo(mounts);
    assertThat(Pods.names(sidecar, "env", "name")).isEqualTo(variables);
  }

  @Test
  void withTheirGateSidecarsOfAllSidecarSetsAreOrderedByName() {
    Json.Obj pod = Pods.pod("{}");
    Newcomer sorted = new Newcomer(pod, "n", Optional.of(Map.of()), "", Pods.NOW, true);
    String sets =
        "{'x':{'containers':[{'name':'c','image':'1'},{'name':'a','image':'2'}]},"
            + "'y':{'containers':[{'name':'b','image':'3'}]}}";
    Injection injection = Injector.inject(sorted, Pods.sets(sets), (_, _) -> Optional.empty());
    assertThat(Pods.containers(Pods.result(pod, injection), "containers"))
        .isEqualTo("a=2 b=3 c=1 main=m:1");
    assertThat(Pods.containers(Pods.injected("{}", sets), "containers"))
        .isEqualTo("c=1 a=2 b=3 main=m:1");
  }

  @Test
  void theFieldsOfASidecarSetDoNotGetIntoPods() {
    Json log = Pods.container(Pods.injected("{}", "{'x':{}}"), "log");
    assertThat(((Json.Obj) log).fields().keySet())
        .containsExactly(
            "env",
            "image",
            "imagePullPolicy",
            "name",
            "terminationMessagePath",
            "terminationMessagePolicy");
  }

  /** A SidecarSet with one container named log. */
  private static List<PreparedSet> log(String container) {
    Json.Obj log = json(container).with("name", "log");
    return List.of(Pods.set("x", Json.Obj.EMPTY.with("containers", Json.of(List.of(log)))));
  }
}
