package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.core.model.Condition;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.PodView;
import io.windlass.core.model.PodView.Container;
import io.windlass.core.model.PodView.ContainerStatus;
import io.windlass.core.model.PodView.Phase;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodJsonTest {
  private static final String POD =
      """
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"web-x7k2p","generateName":null,
       "namespace":"shop","uid":"u-1","resourceVersion":"42","generation":3,
       "creationTimestamp":"2026-11-23T13:13:06Z","deletionTimestamp":"2026-11-23T13:14:06Z",
       "labels":{"app":"web"},"annotations":{"note":"gr\\u00fc\\u00dfe 🙂"},
       "managedFields":[{"manager":"m","fieldsV1":{"f:spec":{"f:x":{}}}}],
       "ownerReferences":[
         {"apiVersion":"v1","kind":"Node","name":"n","uid":"u-n"},
         {"apiVersion":"apps.kruise.io/v1alpha1","kind":"CloneSet","name":"web","uid":"u-c",
          "controller":true,"blockOwnerDeletion":true}],
       "finalizers":["a/b"]},
       "spec":{"containers":[
          {"name":"main","image":"web:1","env":[{"name":"A","value":"B"}],"resources":{}},
          {"name":"agent","image":"agent:1"}],
        "initContainers":[{"name":"init","image":"init:1"}],"volumes":null,
        "nodeName":"node-1","readinessGates":[{"conditionType":"InPlaceUpdateReady"}]},
       "status":{"phase":"Running","podIP":"10.0.0.7","conditions":[
          {"type":"Ready","status":"True","lastProbeTime":null,
           "lastTransitionTime":"2026-11-23T13:13:07Z"},
          {"type":"InPlaceUpdateReady","status":"False","reason":"StartInPlaceUpdate",
           "message":"m","lastTransitionTime":null}],
        "containerStatuses":[{"name":"main","image":"web:1","imageID":"sha256:1",
          "containerID":"sim://1","ready":true,"restartCount":2,
          "state":{"running":{"startedAt":"2026-11-23T13:13:07Z"}},"lastState":{}}]}}
      """;

  @Test
  void aPodIsReadAsFarAsDecisionsNeedIt() throws IOException {
    PodView pod = decode(POD);

    assertThat(pod.key()).isEqualTo(new ObjectKey("shop", "web-x7k2p"));
    assertThat(pod.uid()).isEqualTo("u-1");
    assertThat(pod.meta().version()).isEqualTo(42);
    assertThat(pod.meta().generation()).isEqualTo(3);
    assertThat(pod.meta().createdAt()).isEqualTo("2026-11-23T13:13:06Z");
    assertThat(pod.meta().deletedAt()).contains(Instant.parse("2026-11-23T13:14:06Z"));
    assertThat(pod.meta().labels()).containsOnly(java.util.Map.entry("app", "web"));
    assertThat(pod.meta().annotations()).containsEntry("note", "grüße 🙂");
    assertThat(pod.meta().controller().orElseThrow().uid()).isEqualTo("u-c");
    assertThat(pod.meta().finalizers()).containsExactly("a/b");
    assertThat(pod.containers())
        .containsExactly(new Container("main", "web:1"), new Container("agent", "agent:1"));
    assertThat(pod.initContainers()).containsExactly(new Container("init", "init:1"));
    assertThat(pod.nodeName()).isEqualTo("node-1");
    assertThat(pod.readinessGates()).containsExactly("InPlaceUpdateReady");
  }

  @Test
  void itsStatusIsRead() throws IOException {
    PodView pod = decode(POD);

    assertThat(pod.status().phase()).isEqualTo(Phase.RUNNING);
    assertThat(pod.status().podIp()).isEqualTo("10.0.0.7");
    assertThat(pod.readySince()).contains(Instant.parse("2026-11-23T13:13:07Z"));
    assertThat(pod.condition("InPlaceUpdateReady"))
        .contains(
            new Condition(
                "InPlaceUpdateReady",
                Condition.Status.FALSE,
                Optional.empty(),
                "StartInPlaceUpdate",
                "m"));
    assertThat(pod.containerStatus("main"))
        .contains(new ContainerStatus("main", "web:1", "sha256:1", "sim://1", true, 2));
  }

  @Test
  void anEmptyPodHasEmptyValuesAndNoNulls() throws IOException {
    PodView pod =
        decode(
            """
            {"status":{"conditions":null,"containerStatuses":null},"spec":{"containers":null},
             "metadata":{"name":"a","uid":"u","labels":null,"ownerReferences":null}}
            """);

    assertThat(pod.key()).isEqualTo(new ObjectKey("", "a"));
    assertThat(pod.meta().version()).isZero();
    assertThat(pod.meta().labels()).isEmpty();
    assertThat(pod.meta().controller()).isEmpty();
    assertThat(pod.containers()).isEmpty();
    assertThat(pod.status().phase()).isEqualTo(Phase.PENDING);
    assertThat(pod.status().conditions()).isEmpty();
  }

  @Test
  void whatTwoPodsHaveInCommonIsThereOnce() throws IOException {
    ViewType<PodView> type = ViewType.pods();
    PodView one = type.decode(POD.getBytes(UTF_8));
    PodView other =
        type.decode(POD.replace("u-1", "u-2").replace("x7k2p", "bbbbb").getBytes(UTF_8));

    assertThat(other.meta().labels().get("app")).isSameAs(one.meta().labels().get("app"));
    assertThat(other.containers()).isSameAs(one.containers());
    assertThat(other.meta().controller().get()).isSameAs(one.meta().controller().get());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          fault                        | document
          the text ends in its middle  | {"metadata":{"name":"a","uid":"u"
          there is no metadata         | {"spec":{}}
          there is no name             | {"metadata":{"uid":"u"}}
          there is no uid              | {"metadata":{"name":"a"}}
          a version is not a number    | {"metadata":{"name":"a","uid":"u","resourceVersion":"x"}}
          a time is not a time         | {"metadata":{"name":"a","uid":"u","creationTimestamp":"x"}}
          it is not JSON               | {"metadata":nothing}
          """)
  void whatIsNoPodIsAFaultOfTheFrameAndNeverABug(String fault, String document) {
    assertThatThrownBy(() -> decode(document)).as(fault).isInstanceOf(IOException.class);
  }

  private static PodView decode(String document) throws IOException {
    return ViewType.pods().decode(document.getBytes(UTF_8));
  }
}
