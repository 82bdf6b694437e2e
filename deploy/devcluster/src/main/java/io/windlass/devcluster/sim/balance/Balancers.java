package io.windlass.devcluster.sim.balance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Announcer;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.object.StatusWrite;
import io.windlass.devcluster.sim.profile.ClusterProfile;
import io.windlass.devcluster.sim.profile.ClusterProfile.Addresses;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives Services of type LoadBalancer, and Ingresses of the cluster's class or of none, an address
 * as the profile has them. Services that name a loadBalancerClass are somebody else's. O(1) per
 * change.
 */
public final class Balancers implements Census.Observer, Part {
  private static final int WORKERS = 1;

  private record Target(String type, Meta.Key key) {}

  private final ClusterApi api;
  private final ClusterProfile profile;
  private final Announcer announcer;
  private final KeyedLoop<Target> loop;
  private final Map<Target, ObjectNode> targets = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private int next = 1;

  /** A controller that works once the census tells it of Services and Ingresses. */
  public Balancers(Surroundings outer, ClusterProfile profile, boolean warningsOnly) {
    Surroundings surroundings = outer.as("service-controller");
    this.api = surroundings.api();
    this.profile = profile;
    this.announcer = new Announcer(api, surroundings.clock(), "service-controller", warningsOnly);
    this.loop = new KeyedLoop<>("balancers", surroundings, WORKERS, this::step);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    String name = type.qualifiedName();
    if (!name.equals("services") && !name.equals("ingresses.networking.k8s.io")) {
      return;
    }
    Target target = new Target(name, Meta.of(event.object()).key());
    if (event.kind() == Event.Kind.DELETED) {
      targets.remove(target);
    } else {
      targets.put(target, event.object());
      loop.touch(target);
    }
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(Target target) {
    ObjectNode object = targets.get(target);
    if (object == null) {
      return Optional.empty();
    }
    boolean isService = target.type().equals("services");
    boolean wanted = isService ? isBalanced(object) : isServed(object);
    JsonNode given = object.path("status").path("loadBalancer").path("ingress");
    // What another controller has written stays its own.
    if (wanted && given.isEmpty() && profile.addresses() != Addresses.NONE) {
      ResourceType type =
          isService ? api.type("v1", "services") : api.type("networking.k8s.io/v1", "ingresses");
      StatusWrite.change(api, type, object, "status", this::addressed);
      if (isService) {
        announcer.announce(
            object, "", Notice.normal("EnsuredLoadBalancer", "Ensured load balancer"));
      }
    }
    return Optional.empty();
  }

  private static boolean isBalanced(ObjectNode service) {
    return service.path("spec").path("type").asText().equals("LoadBalancer")
        && !service.path("spec").has("loadBalancerClass")
        && Meta.of(service).deleted().isEmpty();
  }

  private boolean isServed(ObjectNode ingress) {
    String stated = ingress.path("spec").path("ingressClassName").asText();
    return profile.ingressClass().filter(own -> stated.isEmpty() || stated.equals(own)).isPresent();
  }

  private ObjectNode addressed(ObjectNode object) {
    ObjectNode balancer = object.withObjectProperty("status").withObjectProperty("loadBalancer");
    ObjectNode entry = balancer.putArray("ingress").addObject();
    if (profile.addresses() == Addresses.HOSTNAMES) {
      entry.put("hostname", hostname(object));
    } else {
      entry.put("ip", address());
      if (object.path("kind").asText().equals("Service")) {
        entry.put("ipMode", "VIP");
      }
    }
    return object;
  }

  private static String hostname(ObjectNode object) {
    Meta meta = Meta.of(object);
    return "%s-%08x.lb.cloud.example".formatted(meta.key().name(), meta.uid().hashCode());
  }

  // Beginning with the network that is set aside for documentation.
  private String address() {
    lock.lock();
    try {
      int n = next++;
      return "192.0.%d.%d".formatted(2 + n / 254, n % 254 + 1);
    } finally {
      lock.unlock();
    }
  }
}
