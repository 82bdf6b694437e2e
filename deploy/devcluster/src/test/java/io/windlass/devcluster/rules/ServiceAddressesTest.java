package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  /** Values with one beginning, given out in turn. */
  private static final class Counted implements ServiceAddresses.Pool {
    private final Set<String> taken = new HashSet<>();
    private final String prefix;
    private int next;

    Counted(String prefix, int first) {
      this.prefix = prefix;
      this.next = first;
    }

    @Override
    public String next() {
      String value = prefix + next++;
      taken.add(value);
      return value;
    }

    @Override
    public boolean take(String value) {
      return value.startsWith(prefix) && taken.add(value);
    }

    @Override
    public void release(String value) {
      taken.remove(value);
    }
  }

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
    ObjectNode before = service("{type: NodePort, ports: [{port: 80}]}");
    ServiceAddresses.assign(before, addresses, ports);
    ObjectNode after = service("{type: NodePort, ports: [{port: 80}, {port: 81}]}");

    assertThat(ServiceAddresses.reassign(after, before, addresses, ports)).isEmpty();
    assertThat(after.at("/spec/clusterIP")).isEqualTo(before.at("/spec/clusterIP"));
    assertThat(after.path("spec").findValuesAsText("nodePort"))
        .isEqualTo(List.of("30000", "30001"));
  }

  @Test
  void whatIsGivenBackCanBeTaken() {
    ServiceAddresses.release(service("{clusterIP: 10.0.0.77}"), addresses, ports);

    assertThat(addresses.take("10.0.0.77")).isTrue();
    assertThat(addresses.take("10.0.0.77")).isFalse();
  }

  private static ObjectNode service(String spec) {
    return Asked.yaml("{spec: %s}".formatted(spec));
  }
}
