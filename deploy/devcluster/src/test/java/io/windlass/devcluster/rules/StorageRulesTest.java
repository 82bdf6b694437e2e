package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.api.ApiException.Cause;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of volumes, claims and classes, as Kubernetes 1.32's validation names them. */
class StorageRulesTest {
  private static final String VOLUME = "capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce]";
  private static final String CLAIM =
      "accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}";

  @ParameterizedTest(name = "source {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                            | spec Required
          hostPath: {path: /x}                          | ``
          hostPath: {path: ../x, type: Odd}             | spec.hostPath.path Invalid, spec.hostPath.type NotSupported
          hostPath: {path: /x}, nfs: {}                 | spec.nfs Forbidden
          hostPath: {path: /x}, flexVolume: {}          | spec.flexVolume.driver Required
          hostPath: {path: /}, persistentVolumeReclaimPolicy: Recycle | spec.persistentVolumeReclaimPolicy Forbidden
          local: {path: /x}                             | spec.nodeAffinity Required
          local: {path: /x}, nodeAffinity: {}           | spec.nodeAffinity.required Required
          csi: {driver: d}                              | spec.csi.volumeHandle Required
          csi: {driver: d, volumeHandle: h, nodePublishSecretRef: {name: s}} | spec.csi.nodePublishSecretRef.namespace Required
          glusterfs: {endpoints: e, path: p, endpointsNamespace: A} | spec.glusterfs.endpointsNamespace Invalid
          azureDisk: {diskName: d, diskURI: u, kind: Managed} | spec.azureDisk.diskURI NotSupported
          quobyte: {registry: r, volume: v}             | spec.quobyte.registry Invalid
          flocker: {}                                   | spec.flocker Required
          hostPath: {path: /x}, volumeAttributesClassName: gold | ``
          """)
  void aVolumeHasOneGoodSource(String source, String faults) {
    String spec = source.isEmpty() ? VOLUME : VOLUME + ", " + source;

    assertThat(brief(Asked.faults("persistentvolumes", "{spec: {%s}}".formatted(spec))))
        .isEqualTo(faults);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          dataSource: {kind: Pod, name: x}              | ``
          dataSourceRef: {kind: Pod, name: x}           | spec.dataSource Invalid, spec.dataSourceRef Invalid
          dataSourceRef: {kind: PersistentVolumeClaim}  | spec.dataSource.name Required, spec.dataSourceRef.name Required
          dataSourceRef: {kind: PersistentVolumeClaim, name: x, namespace: other} | ``
          dataSource: {kind: PersistentVolumeClaim, name: x}, dataSourceRef: {kind: PersistentVolumeClaim, name: y} | spec Invalid
          volumeMode: Odd                               | spec.volumeMode NotSupported
          """)
  void aClaimSaysWhatItIsFilledFrom(String more, String faults) {
    String claim = "{spec: {%s, %s}}".formatted(CLAIM, more);

    assertThat(brief(Asked.faults("persistentvolumeclaims", claim))).isEqualTo(faults);
  }

  @ParameterizedTest(name = "{0} claim of {1} that asks for {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Bound   | 1Gi | resources: {requests: {storage: 2Gi}}   | ``
          Bound   | 1Gi | resources: {requests: {storage: 1Mi}}   | spec.resources.requests.storage Forbidden
          Bound   | 1Mi | resources: {requests: {storage: 500Mi}} | ``
          Pending | 0   | resources: {requests: {storage: 2Gi}}   | spec Forbidden
          Bound   | 1Gi | volumeMode: Block                       | spec Forbidden, volumeMode Invalid
          """)
  void onlyABoundClaimGrows(String phase, String has, String patch, String faults) {
    var before = Asked.created("persistentvolumeclaims", "{spec: {%s}}".formatted(CLAIM));
    before.putObject("status").put("phase", phase).putObject("capacity").put("storage", has);

    List<Cause> found =
        BuiltInRules.validateUpdate(
            Asked.type("persistentvolumeclaims"),
            Asked.patched("persistentvolumeclaims", before, "{spec: {%s}}".formatted(patch)),
            before);

    assertThat(brief(Asked.words(found))).isEqualTo(faults);
  }

  private static String brief(List<String> faults) {
    return faults.stream().map(PodDetailRulesTest::brief).collect(Collectors.joining(", "));
  }
}
