package io.windlass.manager.oam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.windlass.manager.GivenCluster;
import io.windlass.manager.process.Kubectl;
import io.windlass.oam.crd.InstalledKinds;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kubectl finds out about applications, by role, and what the API server itself refuses. */
@ResourceLock(providers = GivenCluster.class)
class OamKindsIT {
  @RegisterExtension static final OamCluster CLUSTER = new OamCluster();

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void kubectlIsThere() {
    assumeThat(Kubectl.isOnPath()).as("SKIPPED: there is no kubectl on the PATH").isTrue();
  }

  @ParameterizedTest(name = "kubectl get {0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          kinds                                          | header                                                        | row
          traits                                         | NAME +APPLIES-TO +TARGET +CONFLICTS +VERSION +AGE             | ingress +\\["exposed"\\] +Ingress .*v1.0.0.*
          trait manual-scaler                            | NAME +APPLIES-TO +TARGET +CONFLICTS +VERSION +AGE             | manual-scaler +\\["replicable"\\] +replicas of the workload +\\["auto-scaler","timed-scaler"\\] +v1.0.0 +\\S+
          workloadtypes                                  | NAME +KIND +GROUP +EXPOSED +REPLICABLE +DAEMONIZED +BACKEND +AGE | singletontask +SingletonTask +core.oam.dev +false +false +false +Job +\\S+
          wt                                             | NAME +KIND .*                                                 | database +Database .*
          scopes                                         | NAME +TYPE +OVERLAP +AGE                                      | health +core.oam.dev/v1alpha1.HealthScope +true +\\S+
          traitdefinitions                               | NAME +APPLIES-TO +DEFINITION-NAME +DESCRIPTION +AGE           | manualscalertraits.core.oam.dev +manualscalertraits.core.oam.dev +Runs so many copies. +\\S+
          """)
  void discovers(String kinds, String header, String row) throws Exception {
    String[] arguments = ("get " + kinds).split(" ");
    assertThat(kubectl().run(arguments).ok().lines())
        .anyMatch(line -> line.strip().matches(header))
        .anyMatch(line -> line.strip().matches(row));
  }

  @Test
  void describeSaysWhatATraitAppliesToAndNeeds() throws Exception {
    assertThat(kubectl().run("describe", "trait", "manual-scaler").ok().replaceAll("\\s+", " "))
        .contains("Applies To: replicable")
        .contains("Required: replicaCount")
        .contains("How many copies run.");
  }

  @ParameterizedTest(name = "kubectl explain {0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          field                                        | says
          componentschematic.spec.containers           | The containers of one instance.
          componentschematic.spec.replicas             | use the trait manual-scaler
          componentschematic.spec.shareProcessNamespace | infrastructure operator
          component.spec.workload.spec                 | replicas (use the trait manual-scaler)
          trait.spec.properties                        | JSON schema
          applicationconfiguration.spec.components     | Instances of components
          """)
  void explains(String field, String says) throws Exception {
    assumeThat(System.getProperty("windlass.cluster") == null || publishesSchemas())
        .as("SKIPPED: the cluster publishes no schemas of custom kinds")
        .isTrue();
    // An API server publishes the schemas of new kinds a while after it serves them.
    kubectl().await(out -> out.replaceAll("\\s+", " ").contains(says), "explain", field);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a developer who sets            | spec                                                                   | hears
          replicas                        | {workloadType: a, replicas: 3}                                         | replicas belongs to the application operator: use the trait manual-scaler
          shareProcessNamespace           | {workloadType: a, shareProcessNamespace: true}                         | shareProcessNamespace belongs to the infrastructure operator
          a container's rights            | {workloadType: a, containers: [{name: a, image: b, securityContext: {}}]} | securityContext belongs to the infrastructure operator
          a port of the machine           | {workloadType: a, containers: [{name: a, image: b, ports: [{name: a, containerPort: 1, hostPort: 1}]}]} | hostPort belongs to the application operator
          an architecture that is none    | {workloadType: a, arch: risc}                                          | spec.arch
          no image                        | {workloadType: a, containers: [{name: a}]}                             | spec.containers[0].image
          """)
  void theServerRefusesFieldsOfOthersWithoutAnyWebhook(String what, String spec, String hears)
      throws Exception {
    assertThat(kubectl().apply(schematic(spec)).refusal()).as(what).contains(hears);
  }

  @Test
  void bothGenerationsOfOneKindAreServed() throws Exception {
    for (String version : new String[] {"v1alpha1", "v1alpha2"}) {
      String name = "app-" + version;
      kubectl()
          .apply(
              """
              apiVersion: core.oam.dev/%s
              kind: ApplicationConfiguration
              metadata: {name: %s}
              spec: {components: [{componentName: a, madeUp: {kept: true}}]}
              """
                  .formatted(version, name))
          .ok();
      assertThat(kubectl().run("get", "cfg", name, "-o", "yaml").ok()).contains("kept: true");
    }
    assertThat(kubectl().run("get", "appconfig").ok())
        .containsPattern("NAME +GENERATION +INSTANCES +READY +PHASE +MESSAGE +AGE");
  }

  @Test
  void theImageOfAnyWorkloadIsShown() throws Exception {
    kubectl()
        .apply(
            """
            apiVersion: core.oam.dev/v1alpha2
            kind: Component
            metadata: {name: web}
            spec:
              workload:
                apiVersion: apps.kruise.io/v1alpha1
                kind: CloneSet
                spec: {template: {spec: {containers: [{name: a, image: shop/web:1}]}}}
            """)
        .ok();
    assertThat(kubectl().run("get", "components").ok())
        .containsPattern("NAME +WORKLOAD-KIND +IMAGE +LATEST-REVISION +AGE")
        .containsPattern("web +CloneSet +shop/web:1");
  }

  @Test
  void theKindsAreOurs() {
    assertThat(new OamInstallation(CLUSTER.client(), CLUSTER.namespace()).found())
        .isEqualTo(new InstalledKinds.Ours());
  }

  private boolean publishesSchemas() throws Exception {
    return kubectl().run("get", "--raw", "/openapi/v3").ok().contains("apis/core.oam.dev");
  }

  private static String schematic(String spec) {
    return """
    apiVersion: core.oam.dev/v1alpha1
    kind: ComponentSchematic
    metadata: {name: a}
    spec: %s
    """
        .formatted(spec);
  }

  private Kubectl kubectl() throws IOException {
    return new Kubectl(CLUSTER.kubeconfig(), CLUSTER.namespace(), folder);
  }
}
