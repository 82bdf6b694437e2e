package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One container of a SidecarSet.
 *
 * @param container as it would be put into a pod, without the fields that only SidecarSets have
 * @param before whether it stands in front of the app's containers
 * @param emptyImage of the idle twin, where the upgrade is hot; empty text otherwise
 * @param hot whether an upgrade starts the new version beside the old one
 * @param sharing what it has of the app's volumes
 * @param transfers variables that it takes over from the app
 * @param resources how its resources follow from the app's
 */
public record SidecarContainer(
    Json.Obj container,
    boolean before,
    boolean hot,
    String emptyImage,
    Sharing sharing,
    List<TransferEnv> transfers,
    Optional<ResourcesPolicy> resources) {
  /** Fields of the API that no container of a pod has. */
  public static final Set<String> OWN_FIELDS =
      Set.of(
          "podInjectPolicy",
          "upgradeStrategy",
          "shareVolumePolicy",
          "shareVolumeDevicePolicy",
          "transferEnv",
          "resourcesPolicy");

  public SidecarContainer {
    transfers = List.copyOf(transfers);
  }

  /** Whether the app's mounts and its devices become the sidecar's, too. */
  public record Sharing(boolean mounts, boolean devices) {}

  public String name() {
    return container.text("name").orElse("");
  }

  public String image() {
    return container.text("image").orElse("");
  }

  /** Whether it is an init container that keeps running. */
  public boolean isNative() {
    return container.text("restartPolicy").filter("Always"::equals).isPresent();
  }

  /** The names that it has in a pod: its own, or those of its twins. */
  public List<String> namesInPod() {
    return hot
        ? List.of(SidecarSetKeys.firstTwin(name()), SidecarSetKeys.secondTwin(name()))
        : List.of(name());
  }
}
