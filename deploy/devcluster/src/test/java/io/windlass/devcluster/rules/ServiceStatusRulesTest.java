package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The status of services, and what clients are warned of. Each expectation is what a Kubernetes
 * 1.32.10 API server answers.
 */
class ServiceStatusRulesTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ClusterIP    | {ip: 1.2.3.4}                   | status.loadBalancer.ingress FieldValueForbidden
          LoadBalancer | {ip: 1.2.3.4}                   | ``
          LoadBalancer | {ip: 1.2.3.4, ipMode: Odd}      | status.loadBalancer.ingress[0].ipMode FieldValueNotSupported
          LoadBalancer | {ip: x}                         | status.loadBalancer.ingress[0].ip FieldValueInvalid
          LoadBalancer | {ipMode: VIP}                   | status.loadBalancer.ingress[0].ipMode FieldValueForbidden
          LoadBalancer | {hostname: 1.2.3.4}             | status.loadBalancer.ingress[0].hostname FieldValueInvalid
          """)
  void balancersSayWhereAServiceIsReached(String type, String ingress, String faults) {
    var service =
        Asked.defaulted(
            "services",
            Asked.yaml(
                "{spec: {type: %s, ports: [{port: 1}]}, status: {loadBalancer: {ingress: [%s]}}}"
                    .formatted(type, ingress)));
    List<Cause> found = BuiltInRules.validateStatusUpdate(Asked.type("services"), service, service);

    assertThat(found.stream().map(c -> c.field() + " " + c.reason()).collect(Collectors.joining()))
        .isEqualTo(faults);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          services                        | {spec: {externalName: a.b}}                              | spec.externalName is ignored when spec.type is not "ExternalName"
          services                        | {spec: {type: ExternalName, externalIPs: [1.2.3.4]}}     | spec.externalIPs is ignored when spec.type is "ExternalName"
          services                        | {spec: {type: ExternalName}}                             | ``
          endpointslices.discovery.k8s.io | {addressType: FQDN}                                      | spec.addressType: FQDN endpoints are deprecated
          endpointslices.discovery.k8s.io | {addressType: IPv4}                                      | ``
          """)
  void whatIsLegalAndOddIsWarnedOf(String type, String object, String warning) {
    var stated = Asked.defaulted(type, Asked.yaml(object));

    assertThat(
            String.join(
                ";", BuiltInRules.warnings(Asked.type(type), stated, MissingNode.getInstance())))
        .isEqualTo(warning);
  }
}
