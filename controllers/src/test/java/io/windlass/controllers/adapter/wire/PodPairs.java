package io.windlass.controllers.adapter.wire;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.V1;
import java.time.Instant;

/** The same pod in protobuf as fabric8's model says, in the words of Kubernetes' own messages. */
final class PodPairs {
  private PodPairs() {}

  static V1.Pod proto(Pod pod) {
    return V1.Pod.newBuilder()
        .setMetadata(metadata(pod))
        .setSpec(spec(pod))
        .setStatus(status(pod))
        .build();
  }

  private static Meta.ObjectMeta metadata(Pod pod) {
    var from = pod.getMetadata();
    var to =
        Meta.ObjectMeta.newBuilder()
            .setName(from.getName())
            .setGenerateName("")
            .setNamespace(from.getNamespace())
            .setUid(from.getUid())
            .setResourceVersion(from.getResourceVersion())
            .setGeneration(from.getGeneration())
            .setCreationTimestamp(time(from.getCreationTimestamp()))
            .putAllLabels(from.getLabels())
            .putAllAnnotations(from.getAnnotations())
            .addAllFinalizers(from.getFinalizers())
            .addManagedFields(Meta.ManagedFieldsEntry.newBuilder().setManager("kubelet"));
    if (from.getDeletionTimestamp() != null) {
      to.setDeletionTimestamp(time(from.getDeletionTimestamp()));
    }
    from.getOwnerReferences().forEach(owner -> to.addOwnerReferences(owner(owner)));
    return to.build();
  }

  private static Meta.OwnerReference owner(OwnerReference from) {
    return Meta.OwnerReference.newBuilder()
        .setApiVersion(from.getApiVersion())
        .setKind(from.getKind())
        .setName(from.getName())
        .setUid(from.getUid())
        .setController(from.getController())
        .build();
  }

  private static V1.PodSpec spec(Pod pod) {
    var to =
        V1.PodSpec.newBuilder()
            .setNodeName(pod.getSpec().getNodeName())
            .setHostNetwork(false)
            .addVolumes(V1.Volume.newBuilder().setName("a volume that is passed over"));
    pod.getSpec().getContainers().forEach(c -> to.addContainers(container(c)));
    pod.getSpec().getInitContainers().forEach(c -> to.addInitContainers(container(c)));
    pod.getSpec()
        .getReadinessGates()
        .forEach(
            gate ->
                to.addReadinessGates(
                    V1.PodReadinessGate.newBuilder().setConditionType(gate.getConditionType())));
    return to.build();
  }

  private static V1.Container container(Container from) {
    return V1.Container.newBuilder()
        .setName(from.getName())
        .setImage(from.getImage())
        .addEnv(V1.EnvVar.newBuilder().setName("name").setValue("image"))
        .build();
  }

  private static V1.PodStatus status(Pod pod) {
    var to =
        V1.PodStatus.newBuilder()
            .setPhase(pod.getStatus().getPhase())
            .setPodIP(pod.getStatus().getPodIP());
    pod.getStatus().getConditions().forEach(c -> to.addConditions(condition(c)));
    pod.getStatus().getContainerStatuses().forEach(c -> to.addContainerStatuses(status(c)));
    return to.build();
  }

  private static V1.PodCondition condition(PodCondition from) {
    var to =
        V1.PodCondition.newBuilder()
            .setType(from.getType())
            .setStatus(from.getStatus())
            .setReason(from.getReason())
            .setMessage(from.getMessage())
            .setLastProbeTime(Meta.Time.getDefaultInstance());
    return to.setLastTransitionTime(
            from.getLastTransitionTime() == null
                ? Meta.Time.getDefaultInstance()
                : time(from.getLastTransitionTime()))
        .build();
  }

  private static V1.ContainerStatus status(ContainerStatus from) {
    return V1.ContainerStatus.newBuilder()
        .setName(from.getName())
        .setImage(from.getImage())
        .setImageID(from.getImageID())
        .setContainerID(from.getContainerID())
        .setReady(from.getReady())
        .setRestartCount(from.getRestartCount())
        .setLastState(V1.ContainerState.getDefaultInstance())
        .build();
  }

  private static Meta.Time time(String text) {
    return Meta.Time.newBuilder().setSeconds(Instant.parse(text).getEpochSecond()).build();
  }
}
