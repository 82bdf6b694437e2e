package io.windlass.devcluster.schema;

import static io.windlass.devcluster.schema.Catalog.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each expectation is the answer of a Kubernetes 1.32.10 API server to a {@code POST
 * .../pods?dryRun=All&fieldValidation=Strict} of the body.
 */
class RecordedTypeTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {spec: {activeDeadlineSeconds: x}}                          | json: cannot unmarshal string into Go struct field PodSpec.spec.activeDeadlineSeconds of type int64
          {spec: {activeDeadlineSeconds: 1.5}}                        | json: cannot unmarshal number 1.5 into Go struct field PodSpec.spec.activeDeadlineSeconds of type int64
          {spec: {containers: {}}}                                    | json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container
          {spec: {containers: [str]}}                                 | json: cannot unmarshal string into Go struct field PodSpec.spec.containers of type v1.Container
          {spec: {containers: [{ports: [{containerPort: x}]}]}}       | json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32
          {spec: {containers: [{ports: [{containerPort: 99999999999}]}]}} | json: cannot unmarshal number 99999999999 into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32
          {spec: {containers: [{command: [1]}]}}                      | json: cannot unmarshal number into Go struct field Container.spec.containers.command of type string
          {spec: {containers: [{resources: {requests: {cpu: abc}}}]}} | quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
          {spec: {containers: [{livenessProbe: {httpGet: {port: true}}}]}} | json: cannot unmarshal bool into Go struct field HTTPGetAction.spec.containers.livenessProbe.httpGet.port of type int32
          {spec: {hostNetwork: "true"}}                               | json: cannot unmarshal string into Go struct field PodSpec.spec.hostNetwork of type bool
          {spec: x}                                                   | json: cannot unmarshal string into Go struct field Pod.spec of type v1.PodSpec
          {metadata: {labels: {a: 1}}}                                | json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string
          {metadata: {labels: x}}                                     | json: cannot unmarshal string into Go struct field ObjectMeta.metadata.labels of type map[string]string
          {metadata: {creationTimestamp: "yesterday"}}                | parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006"
          {status: {phase: 5}}                                        | json: cannot unmarshal number into Go struct field PodStatus.status.phase of type v1.PodPhase
          {metadata: {creationTimestamp: 5}}                          | json: cannot unmarshal number into Go struct field ObjectMeta.metadata.creationTimestamp of type string
          """)
  void theFirstFaultIsInTheDecodersWords(String pod, String fault) {
    assertThat(Catalog.schema("pods").decodeFaults(yaml(pod))).containsExactly(fault);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {data: {a: "?"}}   | illegal base64 data at input byte 0
          {data: {a: YWJ}}   | illegal base64 data at input byte 3
          {data: {a: 5}}     | json: cannot unmarshal number into Go struct field Secret.data of type []uint8
          """)
  void bytesAreBase64(String secret, String fault) {
    assertThat(Catalog.schema("secrets").decodeFaults(yaml(secret))).containsExactly(fault);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2026-01-01T00:00:00.000000Z | ``
          2026-01-01T00:00:00Z        | parsing time "2026-01-01T00:00:00Z" as "2006-01-02T15:04:05.000000Z07:00": cannot parse "Z" as ".000000"
          """)
  void momentsOfLeasesHaveSixDigits(String time, String fault) {
    String lease = "{spec: {renewTime: '%s'}}".formatted(time);

    assertThat(Catalog.schema("leases").decodeFaults(yaml(lease)))
        .isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {spec: {containers: [{resources: {requests: {cpu: 0.5, memory: 1Gi}}}]}}
          {metadata: {labels: {a: null}}, spec: {containers: [null]}}
          {spec: {containers: [{livenessProbe: {httpGet: {port: http}}}]}}
          {metadata: {managedFields: [{fieldsV1: {"f:a": {}}}]}}
          {metadata: {creationTimestamp: "2026-01-01T00:00:00Z"}}
          """)
  void whatDecodesHasNoFault(String pod) {
    assertThat(Catalog.schema("pods").decodeFaults(yaml(pod))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {spec: {foo: 5}}                       | unknown field "spec.foo"
          {spec: {containers: [{bar: {a: 1}}]}}  | unknown field "spec.containers[0].bar"
          {spec: {Containers: []}}               | unknown field "spec.Containers"
          {foo: 1}                               | unknown field "foo"
          """)
  void unknownFieldsAreDroppedAndNamed(String pod, String unknown) {
    ObjectNode object = yaml(pod);

    assertThat(Catalog.schema("pods").prune(object)).containsExactly(unknown);
    assertThat(Catalog.schema("pods").prune(object)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a null in a map is its zero value    | {metadata: {labels: {a: null}}}              | {metadata: {labels: {a: ""}, creationTimestamp: null}, spec: {containers: null}, status: {}}
          an empty map vanishes                | {metadata: {labels: {}}}                     | {metadata: {creationTimestamp: null}, spec: {containers: null}, status: {}}
          a null field vanishes                | {metadata: {name: null}}                     | {metadata: {creationTimestamp: null}, spec: {containers: null}, status: {}}
          an empty object stays                | {spec: {securityContext: {}}}                | {metadata: {creationTimestamp: null}, spec: {containers: null, securityContext: {}}, status: {}}
          structs of a container are written   | {spec: {containers: [{name: a}]}}            | {metadata: {creationTimestamp: null}, spec: {containers: [{name: a, resources: {}}]}, status: {}}
          an unknown JSON value is kept        | {metadata: {managedFields: [{fieldsV1: {a: {}}}]}} | {metadata: {managedFields: [{fieldsV1: {a: {}}}], creationTimestamp: null}, spec: {containers: null}, status: {}}
          a false that is no pointer vanishes  | {spec: {hostNetwork: false}}                 | {metadata: {creationTimestamp: null}, spec: {containers: null}, status: {}}
          a false behind a pointer stays       | {spec: {enableServiceLinks: false}}          | {metadata: {creationTimestamp: null}, spec: {containers: null, enableServiceLinks: false}, status: {}}
          an amount is written in one way      | {spec: {overhead: {cpu: 0.5, memory: 1024Mi}}} | {metadata: {creationTimestamp: null}, spec: {containers: null, overhead: {cpu: 500m, memory: 1Gi}}, status: {}}
          a moment is written in UTC           | {metadata: {creationTimestamp: "2026-01-01T02:00:00.5+02:00"}} | {metadata: {creationTimestamp: "2026-01-01T00:00:00Z"}, spec: {containers: null}, status: {}}
          a moment of a condition is written   | {status: {conditions: [{type: a, status: b}]}} | {metadata: {creationTimestamp: null}, spec: {containers: null}, status: {conditions: [{type: a, status: b, lastProbeTime: null, lastTransitionTime: null}]}}
          """)
  void anObjectIsKeptAsGoWritesIt(String rule, String pod, String kept) {
    ObjectNode object = yaml(pod);
    Catalog.schema("pods").prune(object);

    assertThat(object).isEqualTo(yaml(kept));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          roles            | {metadata: {}, rules: []}                                  | {metadata: {}, rules: null}
          endpointslices   | {metadata: {}, addressType: IPv4, endpoints: [], ports: []} | {metadata: {}, addressType: IPv4, endpoints: null, ports: null}
          endpointslices   | {metadata: {}, addressType: IPv4, endpoints: [{addresses: []}], ports: [{port: 1}]} | {metadata: {}, addressType: IPv4, endpoints: [{addresses: null}], ports: [{port: 1}]}
          """)
  void emptyListsThatAreAlwaysWrittenComeBackAsNull(String type, String sent, String stored) {
    ObjectNode object = yaml(sent);
    Catalog.schema(type).settle(object);
    assertThat(object).isEqualTo(yaml(stored));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2147483647       | 2147483647
          2147483648       | -2147483648
          9007199254740993 | 1
          """)
  void whereObjectsAreConvertedNumbersAreCutDown(long written, int kept) {
    ObjectNode job = yaml("{spec: {backoffLimit: %d}, status: {}}".formatted(written));

    Catalog.schema("jobs").truncate(job);

    assertThat(job.at("/spec/backoffLimit").asLong()).isEqualTo(kept);
  }
}
