package io.windlass.devcluster.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The less common faults of pods. Each expectation is what Kubernetes 1.32's validation names, as
 * {@code FIELD REASON}, without {@code spec.} in front; {@code DifferentialIT} asks a server.
 */
class PodDetailRulesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {runtimeClassName: ../up}                           | runtimeClassName Invalid
          {overhead: {foo: 1}}                                | overhead.limits[foo] Invalid, overhead.limits[foo] Invalid
          {os: {name: ""}}                                    | os.name Required
          {os: {name: plan9}}                                 | os NotSupported
          {os: {name: windows}, hostPID: true}                | hostPID Forbidden
          {os: {name: linux}, securityContext: {windowsOptions: {}}} | securityContext.windowsOptions Forbidden
          {securityContext: {seccompProfile: {type: Localhost}}} | securityContext.seccompProfile.localhostProfile Required
          {securityContext: {appArmorProfile: {type: Localhost}}} | securityContext.appArmorProfile.localhostProfile Required
          {securityContext: {sysctls: [{name: net.x, value: a}]}, hostNetwork: true} | securityContext.sysctls[0].name Invalid
          {securityContext: {windowsOptions: {runAsUserName: a\\\\b\\\\c}}} | securityContext.windowsOptions.runAsUserName Invalid
          {topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: ScheduleAnyway, minDomains: 2}]} | topologySpreadConstraints[0].minDomains Invalid
          {topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [a]}]} | topologySpreadConstraints[0].matchLabelKeys Forbidden
          {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, mismatchLabelKeys: [a]}]}}} | affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].mismatchLabelKeys Forbidden
          {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z, namespaces: [A]}]}}} | affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespace Invalid
          """)
  void specsAreChecked(String spec, String faults) {
    assertThat(faults("containers: [{name: c, image: i}], " + inner(spec))).isEqualTo(faults);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lifecycle: {preStop: {sleep: {seconds: 31}}}        | .lifecycle.preStop.sleep Invalid
          lifecycle: {postStart: {sleep: {seconds: 0}}}       | .lifecycle.postStart.sleep Invalid
          volumeDevices: [{name: d, devicePath: /d}]          | .volumeDevices[0].name Invalid
          volumeDevices: [{name: q, devicePath: /d}]          | ``
          volumeDevices: [{name: x, devicePath: ../d}]        | .volumeDevices[0].name NotFound, .volumeDevices[0].devicePath Invalid
          volumeDevices: [{name: q, devicePath: /d}], volumeMounts: [{name: q, mountPath: /d}] | .volumeMounts[0].name Invalid, .volumeMounts[0].mountPath Invalid, .volumeDevices[0].name Invalid, .volumeDevices[0].devicePath Invalid
          volumeMounts: [{name: d, mountPath: /d, mountPropagation: Bidirectional}] | .volumeMounts.mountPropagation Forbidden
          volumeMounts: [{name: d, mountPath: /d, recursiveReadOnly: Enabled}] | .volumeMounts.recursiveReadOnly Forbidden
          volumeMounts: [{name: d, mountPath: /d, subPath: a, subPathExpr: b}] | .volumeMounts[0].subPathExpr Invalid
          env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 2}}}] | .env[0].valueFrom.resourceFieldRef.divisor Invalid
          env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.phase}}}] | .env[0].valueFrom.fieldRef.fieldPath NotSupported
          securityContext: {allowPrivilegeEscalation: false, capabilities: {add: [CAP_SYS_ADMIN]}} | .securityContext Invalid
          """)
  void containersAreChecked(String container, String faults) {
    String volumes =
        "volumes: [{name: d, emptyDir: {}}, {name: q, persistentVolumeClaim: {claimName: q}}]";

    assertThat(faults("containers: [{name: c, image: i, %s}], %s}".formatted(container, volumes)))
        .isEqualTo(faults.replaceAll("(?<=^|, )\\.", "containers[0]."));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          emptyDir: {sizeLimit: -1}                           | .emptyDir.sizeLimit Forbidden
          nfs: {}                                             | .nfs.server Required, .nfs.path Required, .nfs.path Invalid
          gcePersistentDisk: {pdName: d, partition: 256}      | .persistentDisk.partition Invalid
          iscsi: {targetPortal: t, iqn: x}                    | .iscsi.iqn Invalid
          fc: {}                                              | .fc.targetWWNs Required
          flexVolume: {driver: d, options: {k8s.io/a: b}}     | .flexVolume.options[k8s.io/a] Invalid
          csi: {}                                             | .csi.driver Required, .csi.driver Invalid
          ephemeral: {}                                       | .ephemeral.volumeClaimTemplate Required
          configMap: {name: m, items: [{key: "", path: /a}]}  | .configMap.items[0].key Required, .configMap.items[0].path Invalid
          downwardAPI: {items: [{path: l, fieldRef: {fieldPath: spec.nodeName}}]} | .downwardAPI.fieldRef.fieldPath NotSupported
          downwardAPI: {items: [{path: l}]}                   | .downwardAPI Required
          projected: {sources: [{serviceAccountToken: {expirationSeconds: 1, path: t}}]} | .projected.sources[0].serviceAccountToken.expirationSeconds Invalid
          projected: {sources: [{secret: {name: s}, configMap: {name: m}}]} | .projected.sources[0] Forbidden
          image: {reference: i}                               | `` Required
          """)
  void volumesAreChecked(String volume, String faults) {
    String expected = faults.startsWith("`` ") ? " Required" : faults;

    assertThat(
            faults(
                "containers: [{name: c, image: i}], volumes: [{name: v, %s}]}".formatted(volume)))
        .isEqualTo(expected.replaceAll("(?<=^|, )(?=[. ])", "volumes[0]"));
  }

  private static String inner(String spec) {
    return spec.substring(1);
  }

  private static String faults(String spec) {
    List<String> faults = Asked.faults("pods", "{spec: {%s}".formatted(spec));
    return String.join(", ", faults.stream().map(PodDetailRulesTest::brief).toList())
        .replace("spec.", "");
  }

  /** A fault as {@code FIELD REASON}. */
  static String brief(String fault) {
    String field = fault.substring(0, fault.indexOf(": "));
    String words = fault.substring(fault.indexOf(": ") + 2);
    String reason =
        switch (words.split("[: ]", 2)[0]) {
          case "Unsupported" -> "NotSupported";
          case "Not" -> "NotFound";
          default -> words.split("[: ]", 2)[0];
        };
    return field + " " + reason;
  }
}
