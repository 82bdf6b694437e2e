package io.windlass.manager.oam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.manager.report.CommandFailure;
import io.windlass.oam.crd.InstalledKinds;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What installing does where somebody was before. */
class OamInstallationIT {
  @RegisterExtension static final OamCluster CLUSTER = new OamCluster();

  @Test
  void anotherRuntimesKindsStayAsTheyAre() {
    Assumptions.assumeTrue(System.getProperty("windlass.cluster") == null, "needs devcluster");
    OamInstallation installation = new OamInstallation(CLUSTER.client(), CLUSTER.namespace());
    installation.install();
    assertThat(installation.found().mayWork()).isTrue();
    CLUSTER.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: applications.core.oam.dev}
        spec:
          group: core.oam.dev
          scope: Namespaced
          names: {kind: Application, plural: applications}
          versions:
          - name: v1beta1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object}}
        """);
    assertThat(installation.found()).isInstanceOf(InstalledKinds.Foreign.class);
    assertThatThrownBy(installation::install)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("applications.core.oam.dev is of another OAM runtime");
  }
}
