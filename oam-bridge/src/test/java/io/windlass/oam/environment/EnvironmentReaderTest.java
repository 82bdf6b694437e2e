package io.windlass.oam.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Problem;
import io.windlass.oam.document.Problems;
import io.windlass.oam.yaml.YamlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Environments as infrastructure operators write them. */
class EnvironmentReaderTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          spec                                                         | problem
          {}                                                           |
          {backend: native, metricsApi: false, monitoring: None}       |
          {backend: docker}                                            | spec.backend: "docker" is none of kruise, native
          {backed: kruise}                                             | spec.backed: "backed" is not a field here
          {ingress: {className: Not A Name}}                           | spec.ingress.className: "Not A Name" cannot be the name of a class
          {ingress: {class: nginx}}                                    | spec.ingress.class: "class" is not a field here
          {metricsApi: often}                                          | spec.metricsApi: "often" is not true or false
          {pods: {containers: []}}                                     | spec.pods.containers: containers are what components say
          {namespaces: [a, b]}                                         |
          {database: {provider: aws}}                                  | spec.database.provider: "aws" is none of
          {database: {provider: claim}}                                | spec.database.claim.template: is required
          {database: {provider: claim, claim: {template: {kind: A}}}}  | spec.database.claim.template.apiVersion: is required
          {database: {provider: existing, keys: {hsot: a}}}            | spec.database.keys.hsot: "hsot" is not a field here
          {database: {provider: in-cluster, inCluster: {image: a:1}}}  |
          """)
  void names(String spec, String problem) {
    Problems problems = new Problems();
    EnvironmentReader.read(document(spec), problems);
    if (problem == null) {
      assertThat(problems.list()).isEmpty();
    } else {
      assertThat(problems.list())
          .extracting(Problem::toString)
          .anySatisfy(each -> assertThat(each).startsWith("Environment a: " + problem));
    }
  }

  @Test
  void defaultsAreThoseOfAFullCluster() {
    Environment read = EnvironmentReader.read(document("{}"), new Problems());
    assertThat(read.backend()).isEqualTo(Environment.Backend.KRUISE);
    assertThat(read.ingress().isServed()).isTrue();
    assertThat(read.gpuResourceName()).contains("nvidia.com/gpu");
    assertThat(read.metricsApi()).isTrue();
    assertThat(read.monitoring()).isEqualTo(Environment.Monitoring.SERVICE_MONITOR);
    assertThat(read.database()).isEqualTo(new DatabaseProvider.None());
    assertThat(read.componentFields()).isEqualTo(Environment.ComponentFields.ENFORCE);
  }

  @ParameterizedTest(name = "{0} is {1} with {2}")
  @CsvSource({
    "public-cloud, KRUISE, Claim, true, true",
    "private,      KRUISE, InCluster, true, true",
    "edge,         NATIVE, Existing, false, false"
  })
  void threeAreShipped(
      String name, String backend, String database, boolean ingress, boolean metrics) {
    Environment environment = ShippedEnvironments.named(name).orElseThrow();
    assertThat(environment.name()).isEqualTo(name);
    assertThat(environment.backend().name()).isEqualTo(backend);
    assertThat(environment.database().getClass().getSimpleName()).isEqualTo(database);
    assertThat(environment.ingress().isServed()).isEqualTo(ingress);
    assertThat(environment.metricsApi()).isEqualTo(metrics);
  }

  @Test
  void noOtherIsShipped() {
    assertThat(ShippedEnvironments.named("moon")).isEmpty();
    assertThat(ShippedEnvironments.first().name()).isEqualTo("public-cloud");
  }

  private static Json.Obj document(String spec) {
    return YamlText.objects("{metadata: {name: a}, spec: " + spec + "}").getFirst();
  }
}
