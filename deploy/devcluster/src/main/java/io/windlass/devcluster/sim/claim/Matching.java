package io.windlass.devcluster.sim.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.schema.Quantity;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.roster.Selectors;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which volume a claim may have. Pure. */
final class Matching {
  private Matching() {}

  /** The smallest volume that suits a claim; one that was made for it comes before all others. */
  static Optional<ObjectNode> best(ObjectNode claim, Collection<ObjectNode> volumes) {
    return volumes.stream()
        .filter(volume -> suits(claim, volume))
        .min(
            Comparator.comparing((ObjectNode v) -> !isMeantFor(claim, v))
                .thenComparing(Matching::size)
                .thenComparing(v -> Meta.of(v).key()));
  }

  /** Whether a volume names a claim as its own; a claim of another uid is another claim. */
  static boolean isMeantFor(ObjectNode claim, ObjectNode volume) {
    JsonNode ref = volume.path("spec").path("claimRef");
    Meta meta = Meta.of(claim);
    String uid = ref.path("uid").asText();
    return ref.path("name").asText().equals(meta.key().name())
        && ref.path("namespace").asText().equals(meta.key().namespace())
        && (uid.isEmpty() || uid.equals(meta.uid()));
  }

  private static boolean suits(ObjectNode claim, ObjectNode volume) {
    JsonNode wanted = claim.path("spec");
    JsonNode there = volume.path("spec");
    boolean free = there.path("claimRef").isMissingNode() || isMeantFor(claim, volume);
    String named = wanted.path("volumeName").asText();
    if (!free || Meta.of(volume).deleted().isPresent()) {
      return false;
    }
    if (!named.isEmpty()) {
      return named.equals(Meta.of(volume).key().name());
    }
    return there.path("storageClassName").asText().equals(wanted.path("storageClassName").asText())
        && there
            .path("volumeMode")
            .asText("Filesystem")
            .equals(wanted.path("volumeMode").asText("Filesystem"))
        && Documents.texts(there.path("accessModes"))
            .containsAll(Documents.texts(wanted.path("accessModes")))
        && size(volume).compareTo(request(claim)) >= 0
        && Selectors.of(wanted.path("selector")).matches(Meta.labels(volume));
  }

  static Quantity request(ObjectNode claim) {
    return quantity(claim.path("spec").path("resources").path("requests").path("storage"));
  }

  static Quantity size(ObjectNode volume) {
    return quantity(volume.path("spec").path("capacity").path("storage"));
  }

  private static Quantity quantity(JsonNode value) {
    return Quantity.of(value).orElseGet(() -> Quantity.parse("0").orElseThrow());
  }
}
