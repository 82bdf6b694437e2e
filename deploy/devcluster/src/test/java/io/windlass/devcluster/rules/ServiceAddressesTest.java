package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a service gets, in the shape in which a Kubernetes 1.32.10 API server answers {@code POST
 * .../services?dryRun=All}.
 */
class ServiceAddressesTest {
  private final Counted addresses = new Counted("10.0.0.", 1);
  private final Counted ports = new Counted("3000", 0);

  @BeforeEach
  void somebodyHasAnAddress() {
    assertThat(addresses.take("10.0.0.77")).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {ports: [{port: 80}]}                           | {clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack, ports: [{port: 80}]}
          {ports: [{port: 80}], clusterIP: 10.0.0.9}      | {clusterIP: 10.0.0.9, clusterIPs: [10.0.0.9], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack, ports: [{port: 80}]}
          {ports: [{port: 80}], clusterIP: None}          | {clusterIP: None, clusterIPs: [None], ipFamilies: [IPv4, IPv6], ipFamilyPolicy: RequireDualStack, ports: [{port: 80}]}
          {type: NodePort, ports: [{port: 80}]}           | {type: NodePort, clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack, ports: [{port: 80, nodePort: 30000}]}
          {type: ExternalName, externalName: a.b}         | {type: ExternalName, externalName: a.b}
          """)
  void aNewServiceGets(String spec, String expected) {
    ObjectNode service = service(spec);

    assertThat(ServiceAddresses.assign(service, addresses, ports)).isEmpty();
    assertThat(service.path("spec")).isEqualTo(Asked.yaml(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"10.0.0.77", "1.2.3.4"})
  void whatIsTakenOrForeignIsRefused(String address) {
    ObjectNode service = service("{clusterIP: %s}".formatted(address));

    assertThat(Asked.words(ServiceAddresses.assign(service, addresses, ports)))
        .singleElement()
        .asString()
        .startsWith("spec.clusterIPs: Invalid value: []string{\"%s\"}: ".formatted(address));
  }

  @Test
  void anUpdateKeepsWhatItDoesNotName() {
    ObjectNode before = service("{type: NodePort, ports: [{name: a, port: 80}]}");
    ServiceAddresses.assign(before, addresses, ports);
    ObjectNode after =
        service("{type: NodePort, ports: [{name: a, port: 80}, {name: b, port: 81}]}");

    assertThat(ServiceAddresses.reassign(after, before, addresses, ports)).isEmpty();
    assertThat(after.at("/spec/clusterIP")).isEqualTo(before.at("/spec/clusterIP"));
    assertThat(after.path("spec").findValuesAsText("nodePort"))
        .isEqualTo(List.of("30000", "30001"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {ipFamilyPolicy: RequireDualStack, ports: [{port: 80}]}  | spec.ipFamilyPolicy
          {ipFamilies: [IPv6], ports: [{port: 80}]}                | spec.ipFamilies[0]
          {clusterIP: None, selector: {a: b}, ipFamilyPolicy: RequireDualStack} | spec.ipFamilyPolicy
          {clusterIP: "fd00::1", ports: [{port: 80}]}              | spec.clusterIPs[0]
          {clusterIPs: [10.0.0.3], ports: [{port: 80}]}            | spec.clusterIPs
          {clusterIP: 10.0.0.3, clusterIPs: [10.0.0.4]}            | spec.clusterIPs
          {type: NodePort, ports: [{port: 80, nodePort: 80}]}      | spec.ports[0].nodePort
          """)
  void oneFamilyIsAllThatThereIs(String spec, String field) {
    assertThat(ServiceAddresses.assign(service(spec), addresses, ports))
        .extracting(Cause::field)
        .containsExactly(field);
    assertThat(addresses.take("10.0.0.3")).as("taken in vain").isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ports of one number share one on the nodes      | {type: NodePort, ports: [{name: a, port: 80, protocol: TCP}, {name: b, port: 80, protocol: UDP}]} | 30000 30000
          a number that somebody asks for is shared, too  | {type: NodePort, ports: [{name: a, port: 80}, {name: b, port: 80, nodePort: 30007}]}              | 30007 30007
          a balancer may do without                       | {type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 80}]}                   | ``
          a balancer that keeps addresses asks for health | {type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 80}]}                           | 30000 30001
          """)
  void portsOnNodes(String rule, String spec, String expected) {
    ObjectNode service = service(spec);

    assertThat(ServiceAddresses.assign(service, addresses, ports)).as(rule).isEmpty();
    List<String> numbers = new ArrayList<>(service.findValuesAsText("nodePort"));
    numbers.addAll(service.findValuesAsText("healthCheckNodePort"));
    assertThat(String.join(" ", numbers)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a name needs no address         | {type: NodePort, ports: [{port: 80}]}     | {type: ExternalName, externalName: a.b} | {type: ExternalName, externalName: a.b}
          nor a policy of its own         | {ports: [{port: 80}], internalTrafficPolicy: Cluster} | {type: ExternalName, externalName: a.b, internalTrafficPolicy: Cluster} | {type: ExternalName, externalName: a.b}
          a named service gets an address | {type: ExternalName, externalName: a.b}   | {ports: [{port: 80}]} | {ports: [{port: 80}], ipFamilyPolicy: SingleStack, ipFamilies: [IPv4], clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1]}
          nothing outside asks any more   | {type: NodePort, externalTrafficPolicy: Local, clusterIP: None, ports: [{port: 1}]} | {type: ClusterIP, externalTrafficPolicy: Local, clusterIP: None, ports: [{port: 1}]} | {type: ClusterIP, clusterIP: None, clusterIPs: [None], ipFamilyPolicy: RequireDualStack, ipFamilies: [IPv4, IPv6], ports: [{port: 1}]}
          """)
  void anotherTypeDropsWhatItDoesNotNeed(
      String rule, String before, String after, String expected) {
    ObjectNode old = service(before);
    assertThat(ServiceAddresses.assign(old, addresses, ports)).isEmpty();
    ObjectNode now = service(after);

    assertThat(ServiceAddresses.reassign(now, old, addresses, ports)).as(rule).isEmpty();
    ServiceChanges.drop(now, old);
    assertThat(now.path("spec")).isEqualTo(Asked.yaml(expected));
  }

  @Test
  void whatIsGivenBackCanBeTaken() {
    ServiceAddresses.giveBack(
        service("{clusterIPs: [10.0.0.77]}"), service("{}"), addresses, ports);

    assertThat(addresses.take("10.0.0.77")).isTrue();
    assertThat(addresses.take("10.0.0.77")).isFalse();
  }

  private static ObjectNode service(String spec) {
    return Asked.yaml("{spec: %s}".formatted(spec));
  }
}
