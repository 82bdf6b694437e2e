package io.windlass.core.sidecarset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.core.order.UpdateOrder;
import java.util.List;
import java.util.Optional;

/**
 * What a SidecarSet asks for, every default filled in.
 *
 * @param selector of pods; an empty one selects none
 * @param namespaces those whose pods it is for; empty means all
 * @param initContainers in the order of the document
 * @param containers in the order of the document
 * @param volumes that the containers may mount
 * @param pullSecrets references, as they are put into pods
 * @param historyLimit how many revisions to keep, the newest included; at least 1
 * @param customVersion the user's name of this revision, empty if there is none
 */
public record SidecarSetSpec(
    Selector selector,
    Optional<Selector> namespaces,
    List<SidecarContainer> initContainers,
    List<SidecarContainer> containers,
    List<Json> volumes,
    List<Json> pullSecrets,
    Update update,
    Injection injection,
    int historyLimit,
    List<MetadataPatch> metadata,
    String customVersion) {
  public SidecarSetSpec {
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
    pullSecrets = List.copyOf(pullSecrets);
    metadata = List.copyOf(metadata);
  }

  /**
   * How pods that have the sidecars already are upgraded.
   *
   * @param rolls false: they are not
   * @param selector only these pods; empty means all
   * @param partition pods that keep what they have
   */
  public record Update(
      boolean rolls,
      boolean paused,
      Optional<Selector> selector,
      IntOrPercent partition,
      IntOrPercent maxUnavailable,
      UpdateOrder order) {}

  /**
   * How new pods get the sidecars.
   *
   * @param paused they get none
   * @param pinned the revision that they get instead of the newest
   */
  public record Injection(boolean paused, Optional<Pinned> pinned) {}

  /**
   * A revision named by the user; the revision's own name goes before the custom version.
   *
   * @param partly only pods that the update strategy does not let go on get it
   */
  public record Pinned(
      Optional<String> revisionName, Optional<String> customVersion, boolean partly) {
    /** The words of the API that name it. */
    public String text() {
      return revisionName
          .map(name -> "revisionName " + name)
          .orElseGet(() -> "customVersion " + customVersion.orElse(""));
    }
  }
}
