package io.windlass.core.sidecarset;

/** The types behind a container of a SidecarSet; {@link GoForm} says how to read it. */
final class GoTypes {
  /** OpenKruise 1.9 with the API of Kubernetes 1.32. */
  static final String TABLE =
      """
      SidecarContainer name:s image:s? command:[]s? args:[]s? workingDir:s? \
      ports:[]ContainerPort? envFrom:[]EnvFromSource? env:[]EnvVar? \
      resources:ResourceRequirements? resizePolicy:[]ContainerResizePolicy? restartPolicy:*s? \
      volumeMounts:[]VolumeMount? volumeDevices:[]VolumeDevice? livenessProbe:*Probe? \
      readinessProbe:*Probe? startupProbe:*Probe? lifecycle:*Lifecycle? \
      terminationMessagePath:s? terminationMessagePolicy:s? imagePullPolicy:s? \
      securityContext:*SecurityContext? stdin:b? stdinOnce:b? tty:b? podInjectPolicy:s? \
      upgradeStrategy:SidecarContainerUpgradeStrategy? shareVolumePolicy:ShareVolumePolicy? \
      shareVolumeDevicePolicy:*ShareVolumePolicy? transferEnv:[]TransferEnvVar? \
      resourcesPolicy:*ResourcesPolicy?
      ContainerPort name:s? hostPort:i? containerPort:i protocol:s? hostIP:s?
      EnvFromSource prefix:s? configMapRef:*ConfigMapEnvSource? secretRef:*SecretEnvSource?
      EnvVar name:s value:s? valueFrom:*EnvVarSource?
      ResourceRequirements limits:{}Q? requests:{}Q? claims:[]ResourceClaim?
      ContainerResizePolicy resourceName:s restartPolicy:s
      VolumeMount name:s readOnly:b? recursiveReadOnly:*s? mountPath:s subPath:s? \
      mountPropagation:*s? subPathExpr:s?
      VolumeDevice name:s devicePath:s
      Probe exec:*ExecAction? httpGet:*HTTPGetAction? tcpSocket:*TCPSocketAction? \
      grpc:*GRPCAction? initialDelaySeconds:i? timeoutSeconds:i? periodSeconds:i? \
      successThreshold:i? failureThreshold:i? terminationGracePeriodSeconds:*i?
      Lifecycle postStart:*LifecycleHandler? preStop:*LifecycleHandler?
      SecurityContext capabilities:*Capabilities? privileged:*b? \
      seLinuxOptions:*SELinuxOptions? windowsOptions:*WindowsSecurityContextOptions? \
      runAsUser:*i? runAsGroup:*i? runAsNonRoot:*b? readOnlyRootFilesystem:*b? \
      allowPrivilegeEscalation:*b? procMount:*s? seccompProfile:*SeccompProfile? \
      appArmorProfile:*AppArmorProfile?
      SidecarContainerUpgradeStrategy upgradeType:s? hotUpgradeEmptyImage:s?
      ShareVolumePolicy type:s?
      TransferEnvVar sourceContainerName:s? \
      sourceContainerNameFrom:*SourceContainerNameSource? envName:s? envNames:[]s?
      ResourcesPolicy targetContainersMode:s targetContainersNameRegex:s? \
      resourcesExpr:ResourcesExpr
      ConfigMapEnvSource name:s? optional:*b?
      SecretEnvSource name:s? optional:*b?
      EnvVarSource fieldRef:*ObjectFieldSelector? resourceFieldRef:*ResourceFieldSelector? \
      configMapKeyRef:*ConfigMapKeySelector? secretKeyRef:*SecretKeySelector?
      ResourceClaim name:s request:s?
      ExecAction command:[]s?
      HTTPGetAction path:s? port:P host:s? scheme:s? httpHeaders:[]HTTPHeader?
      TCPSocketAction port:P host:s?
      GRPCAction port:i service:*s
      LifecycleHandler exec:*ExecAction? httpGet:*HTTPGetAction? tcpSocket:*TCPSocketAction? \
      sleep:*SleepAction?
      Capabilities add:[]s? drop:[]s?
      SELinuxOptions user:s? role:s? type:s? level:s?
      WindowsSecurityContextOptions gmsaCredentialSpecName:*s? gmsaCredentialSpec:*s? \
      runAsUserName:*s? hostProcess:*b?
      SeccompProfile type:s localhostProfile:*s?
      AppArmorProfile type:s localhostProfile:*s?
      SourceContainerNameSource fieldRef:*ObjectFieldSelector?
      ResourcesExpr limits:*ResourceExprLimits? requests:*ResourceExprRequests?
      ObjectFieldSelector apiVersion:s? fieldPath:s
      ResourceFieldSelector containerName:s? resource:s divisor:Q?
      ConfigMapKeySelector name:s? key:s optional:*b?
      SecretKeySelector name:s? key:s optional:*b?
      HTTPHeader name:s value:s
      SleepAction seconds:i
      ResourceExprLimits cpu:s? memory:s?
      ResourceExprRequests cpu:s? memory:s?
      """;

  private GoTypes() {}
}
