package io.windlass.devcluster.sim.claim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Announcer;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.object.StatusWrite;
import io.windlass.devcluster.sim.profile.Furniture;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodRoster;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Binds claims to volumes: to one that suits, or to one made for the claim by its StorageClass, at
 * once or when the first pod wants it. Keeps claims while pods use them, and reclaims the volumes
 * of claims that are gone.
 *
 * <p>A claim that finds no volume costs O(volumes); all else O(1).
 */
public final class Claims implements Census.Observer, PodRoster.Listener, Part {
  private static final String CLAIM_GUARD = "kubernetes.io/pvc-protection";
  private static final String VOLUME_GUARD = "kubernetes.io/pv-protection";
  private static final String DEFAULT = "storageclass.kubernetes.io/is-default-class";
  private static final int WORKERS = 2;

  private final ClusterApi api;
  private final ResourceType claimType;
  private final ResourceType volumeType;
  private final Announcer announcer;
  private final KeyedLoop<Meta.Key> loop;
  private final Map<Meta.Key, ObjectNode> claims = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> volumes = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> classes = new ConcurrentHashMap<>();

  /** The pods that want a claim, while they are not over. */
  private final Map<Meta.Key, Set<Meta.Key>> users = new ConcurrentHashMap<>();

  /** A controller that works once the census tells it of claims. */
  public Claims(Surroundings outer, PodRoster roster, boolean warningsOnly) {
    Surroundings surroundings = outer.as("persistentvolume-binder");
    this.api = surroundings.api();
    this.claimType = api.type("v1", "persistentvolumeclaims");
    this.volumeType = api.type("v1", "persistentvolumes");
    this.announcer =
        new Announcer(api, surroundings.clock(), "persistentvolume-controller", warningsOnly);
    this.loop = new KeyedLoop<>("claims", surroundings, WORKERS, this::step);
    roster.listen(this);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    ObjectNode object = event.object();
    Meta.Key key = Meta.of(object).key();
    boolean gone = event.kind() == Event.Kind.DELETED;
    switch (type.qualifiedName()) {
      case "persistentvolumeclaims" -> {
        keep(claims, key, object, gone);
        loop.touch(key);
        loop.touch(new Meta.Key("", object.path("spec").path("volumeName").asText()));
      }
      case "persistentvolumes" -> {
        keep(volumes, key.name(), object, gone);
        loop.touch(key);
        loop.touch(claimOf(object));
        touchPending(object.path("spec").path("claimRef").isMissingNode());
      }
      case "storageclasses.storage.k8s.io" -> {
        keep(classes, key.name(), object, gone);
        touchPending(true);
      }
      default -> {}
    }
  }

  private static <K> void keep(Map<K, ObjectNode> all, K key, ObjectNode object, boolean gone) {
    if (gone) {
      all.remove(key);
    } else {
      all.put(key, object);
    }
  }

  private void touchPending(boolean hope) {
    if (hope) {
      claims.forEach(
          (key, claim) -> {
            if (!phase(claim).equals("Bound")) {
              loop.touch(key);
            }
          });
    }
  }

  @Override
  public void changed(Optional<PodFacts> before, Optional<PodFacts> after) {
    before.ifPresent(pod -> use(pod, false));
    after.filter(pod -> !pod.isOver()).ifPresent(pod -> use(pod, true));
  }

  private void use(PodFacts pod, boolean uses) {
    for (String name : pod.claims()) {
      Meta.Key claim = new Meta.Key(pod.key().namespace(), name);
      Set<Meta.Key> pods = users.computeIfAbsent(claim, k -> ConcurrentHashMap.newKeySet());
      boolean changed = uses ? pods.add(pod.key()) : pods.remove(pod.key());
      if (changed) {
        loop.touch(claim);
      }
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  // Volumes have no namespace, claims have one.
  private Optional<Instant> step(Meta.Key key) {
    if (key.namespace().isEmpty()) {
      Optional.ofNullable(volumes.get(key.name())).ifPresent(this::tend);
    } else {
      Optional.ofNullable(claims.get(key)).ifPresent(claim -> serve(key, claim));
    }
    return Optional.empty();
  }

  private void serve(Meta.Key key, ObjectNode claim) {
    boolean used = !users.getOrDefault(key, Set.of()).isEmpty();
    boolean ending = Meta.of(claim).deleted().isPresent();
    boolean guard = ending ? used && Volumes.isGuarded(claim, CLAIM_GUARD) : true;
    if (guard != Volumes.isGuarded(claim, CLAIM_GUARD)) {
      change(claimType, claim, "", c -> Volumes.guarded(c, CLAIM_GUARD, guard));
    } else if (!ending) {
      switch (phase(claim)) {
        case "Bound" -> keepBound(claim);
        default -> bind(claim, used);
      }
    }
  }

  private void keepBound(ObjectNode claim) {
    ObjectNode volume = volumes.get(claim.path("spec").path("volumeName").asText());
    if (volume == null) {
      change(
          claimType,
          claim,
          "status",
          c -> {
            c.withObjectProperty("status").put("phase", "Lost");
            return c;
          });
    } else if (Matching.size(volume).compareTo(Matching.request(claim)) < 0) {
      grow(claim, volume);
    } else if (!claim
        .path("status")
        .path("capacity")
        .equals(volume.path("spec").path("capacity"))) {
      StatusWrite.replace(api, claimType, claim, Volumes.boundStatus(volume));
    }
  }

  private void grow(ObjectNode claim, ObjectNode volume) {
    ObjectNode owner = classes.get(claim.path("spec").path("storageClassName").asText());
    if (owner != null && owner.path("allowVolumeExpansion").asBoolean()) {
      change(
          volumeType,
          volume,
          "",
          v -> {
            v.withObjectProperty("spec")
                .withObjectProperty("capacity")
                .set(
                    "storage",
                    claim.path("spec").path("resources").path("requests").path("storage"));
            return v;
          });
    }
  }

  private void bind(ObjectNode claim, boolean used) {
    if (!claim.path("spec").has("storageClassName") && defaultClass().isPresent()) {
      String name = Meta.of(defaultClass().get()).key().name();
      change(
          claimType,
          claim,
          "",
          c -> {
            c.withObjectProperty("spec").put("storageClassName", name);
            return c;
          });
      return;
    }
    String name = claim.path("spec").path("storageClassName").asText();
    Optional<ObjectNode> storage = Optional.ofNullable(classes.get(name));
    boolean waits =
        storage
            .filter(s -> s.path("volumeBindingMode").asText().equals("WaitForFirstConsumer"))
            .isPresent();
    boolean named = !claim.path("spec").path("volumeName").asText().isEmpty();
    if (waits && !used && !named) {
      tell(claim, Notice.normal("WaitForFirstConsumer", WAITING));
      return;
    }
    Matching.best(claim, volumes.values())
        .ifPresentOrElse(volume -> give(claim, volume), () -> provision(claim, name, storage));
  }

  private static final String WAITING = "waiting for first consumer to be created before binding";

  private Optional<ObjectNode> defaultClass() {
    return classes.values().stream()
        .filter(c -> "true".equals(Meta.annotations(c).get(DEFAULT)))
        .findFirst();
  }

  private void give(ObjectNode claim, ObjectNode volume) {
    if (!volume.path("spec").path("claimRef").path("uid").asText().equals(Meta.of(claim).uid())) {
      change(volumeType, volume, "", v -> Volumes.claimed(v, claim));
    }
    change(claimType, claim, "", c -> Volumes.bound(c, volume));
    change(
        claimType,
        claim,
        "status",
        c -> {
          c.set("status", Volumes.boundStatus(volume));
          return c;
        });
  }

  private void provision(ObjectNode claim, String name, Optional<ObjectNode> storage) {
    if (storage.isEmpty()) {
      tell(
          claim,
          name.isEmpty()
              ? Notice.normal(
                  "FailedBinding",
                  "no persistent volumes available for this claim and no storage class is set")
              : Notice.warning(
                  "ProvisioningFailed",
                  "storageclass.storage.k8s.io \"%s\" not found".formatted(name)));
      return;
    }
    if (storage.get().path("provisioner").asText().equals(Furniture.BY_HAND)
        || !claim.path("spec").path("volumeName").asText().isEmpty()) {
      tell(claim, Notice.normal("FailedBinding", "no persistent volume suits this claim"));
      return;
    }
    ObjectNode volume = Volumes.provisioned(claim, storage.get());
    try {
      api.create(volumeType, volume);
    } catch (ApiException e) {
      if (!e.reason().equals("AlreadyExists")) {
        throw e;
      }
    }
    String made = Meta.of(volume).key().name();
    tell(claim, Notice.normal("ProvisioningSucceeded", "Successfully provisioned volume " + made));
    give(claim, volume);
  }

  private void tend(ObjectNode volume) {
    Meta.Key owner = claimOf(volume);
    ObjectNode claim = claims.get(owner);
    boolean claimed = !volume.path("spec").path("claimRef").path("uid").asText().isEmpty();
    boolean there = claim != null && Matching.isMeantFor(claim, volume);
    String phase = claimed ? there ? "Bound" : "Released" : "Available";
    if (Meta.of(volume).deleted().isPresent()) {
      if (!phase.equals("Bound") && Volumes.isGuarded(volume, VOLUME_GUARD)) {
        change(volumeType, volume, "", v -> Volumes.guarded(v, VOLUME_GUARD, false));
      }
    } else if (!Volumes.isGuarded(volume, VOLUME_GUARD)) {
      change(volumeType, volume, "", v -> Volumes.guarded(v, VOLUME_GUARD, true));
    } else if (!phase(volume).equals(phase)) {
      change(
          volumeType,
          volume,
          "status",
          v -> {
            v.withObjectProperty("status").put("phase", phase);
            return v;
          });
    } else if (phase.equals("Released")) {
      reclaim(volume);
    }
  }

  private void reclaim(ObjectNode volume) {
    if (volume.path("spec").path("persistentVolumeReclaimPolicy").asText().equals("Delete")) {
      Ref ref = StatusWrite.ref(volumeType, volume);
      try {
        api.delete(ref, JsonNodeFactory.instance.objectNode());
      } catch (ApiException e) {
        if (e.code() != 404) {
          throw e;
        }
      }
    }
  }

  private void tell(ObjectNode claim, Notice notice) {
    announcer.announce(claim, "", notice);
  }

  private void change(
      ResourceType type, ObjectNode seen, String subresource, UnaryOperator<ObjectNode> change) {
    StatusWrite.change(api, type, seen, subresource, change);
  }

  private static Meta.Key claimOf(ObjectNode volume) {
    var ref = volume.path("spec").path("claimRef");
    return new Meta.Key(ref.path("namespace").asText(), ref.path("name").asText());
  }

  private static String phase(ObjectNode object) {
    return object.path("status").path("phase").asText();
  }
}
