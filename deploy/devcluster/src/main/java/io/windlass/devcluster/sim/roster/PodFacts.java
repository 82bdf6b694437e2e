package io.windlass.devcluster.sim.roster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.object.Meta;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What controllers need to know of a pod. Immutable; two that are equal are the same to all of
 * them.
 *
 * @param owner the controller in its ownerReferences, if it has one
 * @param claims the names of the PersistentVolumeClaims that it mounts
 * @param state where the pod stands in its life
 */
public record PodFacts(
    Meta.Key key,
    String uid,
    Map<String, String> labels,
    Optional<Owner> owner,
    Set<String> claims,
    PodShape shape,
    State state) {

  /** A controller of pods. */
  public record Owner(String apiVersion, String kind, String name, String uid) {}

  /**
   * Where a pod stands.
   *
   * @param phase {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed}, or empty
   * @param node empty if it has none
   * @param ip empty if it has none
   * @param ready the condition Ready, and since when it reads so
   * @param started {@code status.startTime}
   */
  public record State(
      String phase,
      String node,
      String ip,
      Readiness ready,
      Optional<Instant> started,
      boolean deleting) {}

  /** The condition Ready; {@code stated} is false if there is none. */
  public record Readiness(boolean stated, boolean holds, Optional<Instant> since) {}

  /** Reads a pod. {@code known} is used instead of an equal shape, to keep memory low. */
  static PodFacts of(ObjectNode pod, PodShape known, PodProfiles profiles) {
    Meta meta = Meta.of(pod);
    PodShape shape = PodShape.of(pod, profiles);
    return new PodFacts(
        meta.key(),
        meta.uid(),
        Map.copyOf(Meta.labels(pod)),
        owner(pod),
        claims(pod),
        shape.equals(known) ? known : shape,
        state(pod, meta));
  }

  public boolean isRunning() {
    return state.phase().equals("Running");
  }

  public boolean isReady() {
    return state.ready().holds();
  }

  /** Whether all its containers have ended for good. */
  public boolean isOver() {
    return state.phase().equals("Succeeded") || state.phase().equals("Failed");
  }

  private static Set<String> claims(ObjectNode pod) {
    Set<String> claims = new TreeSet<>();
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      String claim = volume.path("persistentVolumeClaim").path("claimName").asText();
      if (!claim.isEmpty()) {
        claims.add(claim);
      }
    }
    return Set.copyOf(claims);
  }

  private static State state(ObjectNode pod, Meta meta) {
    JsonNode status = pod.path("status");
    return new State(
        status.path("phase").asText().intern(),
        pod.path("spec").path("nodeName").asText().intern(),
        status.path("podIP").asText(),
        readiness(status.path("conditions")),
        Meta.moment(status.path("startTime")),
        meta.deleted().isPresent());
  }

  private static Readiness readiness(JsonNode conditions) {
    for (JsonNode c : conditions) {
      if (c.path("type").asText().equals("Ready")) {
        boolean holds = c.path("status").asText().equals("True");
        return new Readiness(true, holds, Meta.moment(c.path("lastTransitionTime")));
      }
    }
    return new Readiness(false, false, Optional.empty());
  }

  /** The controller among the owners of any object. */
  static Optional<Owner> owner(ObjectNode object) {
    for (JsonNode o : object.path("metadata").path("ownerReferences")) {
      if (o.path("controller").asBoolean()) {
        return Optional.of(
            new Owner(
                o.path("apiVersion").asText().intern(),
                o.path("kind").asText().intern(),
                o.path("name").asText(),
                o.path("uid").asText()));
      }
    }
    return Optional.empty();
  }
}
