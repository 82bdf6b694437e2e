package io.windlass.core.sidecarset.injection;

import static io.windlass.core.sidecarset.Sets.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told about what is not injected, and why. */
class WarningsTest {
  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          paused      | {}                                                                | {'x':{'injectionStrategy':{'paused':true}}}                                                  | SidecarSet x is not injected: its injectionStrategy is paused
          replaced    | {'spec':{'containers':[{'name':'log','image':'own'}]}}            | {'x':{}}                                                                                     | container log of the pod is replaced by that of SidecarSet x
          same name   | {}                                                                | {'x':{},'y':{}}                                                                              | container log of SidecarSet y is not injected: another SidecarSet has one of that name
          volume      | {}                                                                | {'x':{'containers':[{'name':'log','volumeMounts':[{'name':'v','mountPath':'/v'}]}]}}         | container log of SidecarSet x mounts volume v, which neither of them defines
          own volume  | {'spec':{'volumes':[{'name':'v','emptyDir':{}}]}}                 | {'x':{'volumes':[{'name':'v','hostPath':{'path':'/'}}],'containers':[{'name':'log','volumeMounts':[{'name':'v','mountPath':'/v'}]}]}} | volume v of the pod is used in place of that of SidecarSet x
          variable    | {}                                                                | {'x':{'containers':[{'name':'log','transferEnv':[{'sourceContainerName':'main','envName':'A'}]}]}} | SidecarSet x, container log: there is no variable A of container "main" to transfer
          path        | {'spec':{'containers':[{'name':'main','volumeMounts':[{'name':'v','mountPath':'/v','subPathExpr':'$(A)'}]}]}} | {'x':{'containers':[{'name':'log','shareVolumePolicy':{'type':'enabled'}}]}} | SidecarSet x, container log: the path $(A) needs a variable that is not there
          annotation  | {'metadata':{'annotations':{'kruise.io/sidecarset-hash':'['}}}    | {'x':{}}                                                                                     | annotation kruise.io/sidecarset-hash of the pod could not be read and is written anew
          """)
  void said(String what, String pod, String sets, String warning) {
    assertThat(Pods.inject(Pods.pod(pod), Pods.sets(sets)).warnings()).containsExactly(warning);
  }

  @Test
  void aCanarysBaseIsNamed() {
    Json.Obj canary =
        json(
            "{'metadata':{'annotations':{'apps.kruise.io/sidecarset-canary':'true','apps.kruise.io/sidecarset-base':'x'}},"
                + "'containers':[{'name':'c'}]}");
    assertThat(
            Pods.inject(Pods.pod("{}"), List.of(Pods.set("x", json("{}")), Pods.set("c", canary)))
                .warnings())
        .containsExactly("SidecarSet x is not injected: its canary c goes before it");
  }

  @ParameterizedTest(name = "labels of the namespace are not known, the selector asks for {0}")
  @CsvSource({
    "team, t, false, 1",
    "kubernetes.io/metadata.name, n, true, 0",
    "kubernetes.io/metadata.name, m, false, 0"
  })
  void unknownNamespace(String label, String value, boolean injected, int warnings) {
    Json.Obj spec =
        json("{'namespaceSelector':{'matchLabels':{'%s':'%s'}}}".formatted(label, value));
    Json.Obj pod = Pods.pod("{}");
    Newcomer newcomer = new Newcomer(pod, "n", Optional.empty(), "", Pods.NOW, false);
    Injection injection =
        Injector.inject(newcomer, List.of(Pods.set("x", spec)), (_, _) -> Optional.empty());
    assertThat(injection instanceof Injection.Injected).isEqualTo(injected);
    assertThat(injection.warnings()).hasSize(warnings);
  }

  @Test
  void nobodyIsToldOfWhatIsNotForThePod() {
    String sets =
        "{'x':{'selector':{'matchLabels':{'app':'b'}},'injectionStrategy':{'paused':true}}}";
    assertThat(Pods.inject(Pods.pod("{}"), Pods.sets(sets)).warnings()).isEmpty();
  }
}
