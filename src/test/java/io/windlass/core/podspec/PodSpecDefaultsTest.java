package io.windlass.core.podspec;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.JsonText;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodSpecDefaultsTest {
  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what a spec says              | spec                                                                  | what is added
          nothing                       | {}                                                                    | {'dnsPolicy':'ClusterFirst','restartPolicy':'Always','schedulerName':'default-scheduler','securityContext':{},'terminationGracePeriodSeconds':30}
          something else                | {'dnsPolicy':'None','restartPolicy':'Never','schedulerName':'s','securityContext':{'runAsUser':1},'terminationGracePeriodSeconds':0} | {}
          """)
  void ofThePod(String what, String spec, String added) {
    assertThat(JsonMerge.between(json(spec), PodSpecDefaults.fill(json(spec))))
        .as(what)
        .isEqualTo(json(added));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          an image                  | image                     | is pulled
          without a tag             | nginx                     | Always
          of the tag latest         | nginx:latest              | Always
          of a tag                  | nginx:1                   | IfNotPresent
          of a registry with a port | host:5000/nginx           | Always
          of a digest               | nginx@sha256:0123         | IfNotPresent
          of a tag and a digest     | nginx:latest@sha256:0123  | Always
          """)
  void whenAnImageIsPulled(String what, String image, String policy) {
    Json.Obj filled = ContainerDefaults.fill(Json.Obj.EMPTY.with("image", image));
    assertThat(filled.text("imagePullPolicy")).as(what).contains(policy);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          part of a container | container                                                          | path                                        | value
          where it ends       | {}                                                                 | terminationMessagePath                      | /dev/termination-log
          how it says so      | {}                                                                 | terminationMessagePolicy                    | File
          a probe's patience  | {'livenessProbe':{'timeoutSeconds':0}}                              | livenessProbe/timeoutSeconds                | 1
          a probe's rhythm    | {'readinessProbe':{}}                                               | readinessProbe/periodSeconds                | 10
          a probe's doubt     | {'startupProbe':{}}                                                 | startupProbe/failureThreshold               | 3
          a probe's belief    | {'startupProbe':{}}                                                 | startupProbe/successThreshold               | 1
          a probe's page      | {'livenessProbe':{'httpGet':{'port':1}}}                            | livenessProbe/httpGet/path                  | /
          a hook's scheme     | {'lifecycle':{'preStop':{'httpGet':{'port':1}}}}                    | lifecycle/preStop/httpGet/scheme            | HTTP
          a service of grpc   | {'livenessProbe':{'grpc':{'port':1}}}                               | livenessProbe/grpc/service                  |
          """)
  void ofAContainer(String what, String container, String path, String value) {
    Json found =
        ContainerDefaults.fill(json(container)).at(path.split("/", -1)).orElse(Json.Null.VALUE);
    String expected = value == null ? "" : value;
    assertThat(JsonText.canonical(found).replace("\"", "")).as(what).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a volume       | volume                                                      | filled
          of nothing     | {'name':'a'}                                                | {'name':'a','emptyDir':{}}
          of a secret    | {'name':'a','secret':{}}                                    | {'name':'a','secret':{'defaultMode':420}}
          of a map       | {'name':'a','configMap':{'defaultMode':1}}                  | {'name':'a','configMap':{'defaultMode':1}}
          of the host    | {'name':'a','hostPath':{'path':'/'}}                        | {'name':'a','hostPath':{'path':'/','type':''}}
          of fields      | {'name':'a','downwardAPI':{'items':[{'fieldRef':{}}]}}      | {'name':'a','downwardAPI':{'defaultMode':420,'items':[{'fieldRef':{'apiVersion':'v1'}}]}}
          of a token     | {'name':'a','projected':{'sources':[{'serviceAccountToken':{}}]}} | {'name':'a','projected':{'defaultMode':420,'sources':[{'serviceAccountToken':{'expirationSeconds':3600}}]}}
          that goes too  | {'name':'a','ephemeral':{'volumeClaimTemplate':{'spec':{}}}} | {'name':'a','ephemeral':{'volumeClaimTemplate':{'spec':{'volumeMode':'Filesystem'}}}}
          """)
  void ofAVolume(String what, String volume, String filled) {
    assertThat(VolumeDefaults.fill(json(volume))).as(what).isEqualTo(json(filled));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a port             | spec                                                                                  | host port
          of the host        | {'hostNetwork':true,'containers':[{'ports':[{'containerPort':80}]}]}                  | 80
          that has its own   | {'hostNetwork':true,'containers':[{'ports':[{'containerPort':80,'hostPort':9}]}]}     | 9
          of the pod         | {'containers':[{'ports':[{'containerPort':80}]}]}                                     | 0
          """)
  void hostPortsAreFilledInOnlyWhenAsked(String what, String spec, long port) {
    Json.Obj filled = PodSpecDefaults.fillHostPorts(json(spec));
    assertThat(filled.items("containers").getFirst().items("ports").getFirst().number("hostPort"))
        .as(what)
        .isEqualTo(port == 0 ? Optional.empty() : Optional.of(port));
    long untouched =
        PodSpecDefaults.fill(json(spec)).items("containers").getFirst().items("ports").stream()
            .flatMap(item -> item.number("hostPort").stream())
            .findFirst()
            .orElse(0L);
    assertThat(untouched).as("without being asked").isEqualTo(port == 9 ? 9 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'a','image':'b','ports':[{'containerPort':1}],'livenessProbe':{'grpc':{'port':1}}}],'volumes':[{'name':'a'}],'initContainers':[{'name':'c'}]}}
          """)
  void fillingTwiceChangesNothing(String template) {
    Json.Obj once = PodSpecDefaults.fillTemplate(json(template));
    assertThat(once).isNotEqualTo(json(template));
    assertThat(PodSpecDefaults.fillTemplate(once)).isEqualTo(once);
  }
}
