package io.windlass.devcluster.sim.kubelet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.kubelet.PodStep.Step;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.node.NodeHealth;
import io.windlass.devcluster.sim.object.Announcer;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kubelets of all simulated nodes: watches pods, takes each one step by step to what its spec
 * asks for, and writes its status when that differs. What the steps are is {@link PodStep}'s.
 *
 * <p>One writer per pod at a time. A step costs one write if the status changes and none otherwise.
 * Memory O(pods on these nodes), without their objects: those are read again where the collector
 * has taken them.
 */
public final class Kubelet {
  private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);

  /**
   * How the kubelets are to behave.
   *
   * @param nodes the nodes that they play: name to address
   * @param warningsOnly writes no Normal Events
   * @param workers how many pods are worked on at once
   * @param health on silent nodes nothing is done
   * @param profiles how containers behave by their image
   */
  public record Settings(
      Map<String, String> nodes,
      Behaviour behaviour,
      Faults faults,
      boolean warningsOnly,
      int workers,
      NodeHealth health,
      PodProfiles profiles) {
    public Settings {
      nodes = Map.copyOf(nodes);
    }
  }

  /** What is known of one pod beyond its object. */
  private record Known(String uid, PodRun run, Set<String> told) {}

  private final ClusterApi api;
  private final Surroundings surroundings;
  private final Settings settings;
  private final ResourceType podType;
  private final Announcer announcer;
  private final AddressPool addresses = new AddressPool();
  private final AtomicBoolean lostOne = new AtomicBoolean();
  private final Map<Meta.Key, PodOnNode> pods = new ConcurrentHashMap<>();
  private final Map<Meta.Key, Known> known = new ConcurrentHashMap<>();
  private final KeyedLoop<Meta.Key> loop;

  private Kubelet(Surroundings surroundings, Settings settings) {
    this.surroundings = surroundings;
    this.api = surroundings.api();
    this.settings = settings;
    this.podType = api.type("v1", "pods");
    this.announcer = new Announcer(api, surroundings.clock(), "kubelet", settings.warningsOnly());
    this.loop = new KeyedLoop<>("kubelet", surroundings, settings.workers(), this::step);
  }

  /** Starts them; they take over the pods that are already bound to their nodes. */
  public static Part start(Surroundings surroundings, Settings settings) {
    Kubelet kubelet = new Kubelet(surroundings.as("kubelet"), settings);
    settings.health().listen(kubelet::wake);
    ClusterApi.Subscription pods = kubelet.api.watch(kubelet.podType, kubelet::observe);
    return () -> {
      pods.close();
      kubelet.loop.close();
    };
  }

  private void observe(Event event) {
    ObjectNode pod = event.object();
    Meta meta = Meta.of(pod);
    if (!settings.nodes().containsKey(nodeName(pod))) {
      return;
    }
    // Before any new pod gets an address: one that was running before the cluster was started.
    String address = pod.path("status").path("podIP").asText();
    if (!address.isEmpty()) {
      addresses.reserve(address);
    }
    if (event.kind() == Event.Kind.DELETED) {
      pods.remove(meta.key());
      loop.touch(meta.key());
    } else if (isNews(meta, pods.put(meta.key(), PodOnNode.of(pod)))) {
      loop.touch(meta.key());
    }
  }

  // The echo of an own write is no news.
  private static boolean isNews(Meta meta, @Nullable PodOnNode before) {
    return before == null || before.version() < meta.version();
  }

  private Optional<Instant> step(Meta.Key key) {
    PodOnNode pod = pods.get(key);
    Known before = known.get(key);
    if (before != null && (pod == null || !pod.uid().equals(before.uid()))) {
      known.remove(key);
      addresses.giveBack(before.run().addresses().pod());
    }
    if (pod == null || settings.health().isSilent(pod.node())) {
      return Optional.empty();
    }
    return objectOf(key, pod).flatMap(object -> step(object, knownOf(object)));
  }

  // A pod that has become another one meanwhile, or is gone, is about to be told by the watch.
  private Optional<ObjectNode> objectOf(Meta.Key key, PodOnNode pod) {
    return pod.recent()
        .or(() -> read(new Ref(podType, key.namespace(), key.name())))
        .filter(object -> Meta.of(object).uid().equals(pod.uid()));
  }

  private Optional<ObjectNode> read(Ref pod) {
    try {
      return Optional.of(api.get(pod));
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private void wake(String node) {
    pods.forEach(
        (key, pod) -> {
          if (pod.node().equals(node)) {
            loop.touch(key);
          }
        });
  }

  private Optional<Instant> step(ObjectNode pod, Known before) {
    PodManifest manifest = PodManifest.of(pod);
    Instant now = surroundings.clock().now();
    BehaviourReader.Reading reading =
        BehaviourReader.read(settings.behaviour(), settings.profiles().annotations(pod), manifest);
    Rules rules = new Rules(reading.behaviour(), settings.faults());
    Step step = PodStep.next(manifest, before.run(), rules, now);
    if (step.replaced() && settings.faults().losePod() && lostOne.compareAndSet(false, true)) {
      delete(manifest.meta());
      return Optional.empty();
    }
    PodRun run = step.replaced() && settings.faults().newIpOnRestart() ? moved(step) : step.run();
    known.put(manifest.meta().key(), new Known(before.uid(), run, told(pod, before, reading)));
    if (!step.over() || manifest.ending().filter(PodManifest.Ending::held).isPresent()) {
      ObjectNode own = new PodStatus(manifest, run, rules, now).render(conditions(pod));
      LiveChanges.tell(own, pod, now);
      write(pod, own, now);
    }
    step.notices().forEach(notice -> announce(pod, notice));
    if (step.over()) {
      finish(manifest);
    }
    return step.look();
  }

  private Known knownOf(ObjectNode pod) {
    Meta meta = Meta.of(pod);
    Known before = known.get(meta.key());
    if (before != null) {
      return before;
    }
    Instant now = surroundings.clock().now();
    PodRun run;
    if (pod.path("status").path("podIP").asText().isEmpty()) {
      String host = settings.nodes().getOrDefault(nodeName(pod), "");
      boolean hostNetwork = pod.path("spec").path("hostNetwork").asBoolean();
      run = PodRun.fresh(new PodRun.Addresses(host, hostNetwork ? host : addresses.take()), now);
    } else {
      run = PodResume.of(pod, now);
      addresses.reserve(run.addresses().pod());
    }
    return new Known(meta.uid(), run, Set.of());
  }

  private PodRun moved(Step step) {
    addresses.giveBack(step.run().addresses().pod());
    return step.run().withPodAddress(addresses.take());
  }

  private Set<String> told(ObjectNode pod, Known before, BehaviourReader.Reading reading) {
    List<String> fresh =
        reading.faults().stream().filter(fault -> !before.told().contains(fault)).toList();
    fresh.forEach(fault -> announce(pod, Notice.warning("InvalidSimulation", fault)));
    return new HashSet<>(reading.faults());
  }

  private void announce(ObjectNode pod, Notice notice) {
    announcer.announce(pod, nodeName(pod), notice);
  }

  private void write(ObjectNode pod, ObjectNode own, Instant now) {
    if (StatusMerge.into(status(pod), own, now).equals(status(pod))) {
      return;
    }
    Meta meta = Meta.of(pod);
    try {
      ObjectNode written =
          api.update(
              ref(meta),
              "status",
              current -> {
                if (Meta.of(current).uid().equals(meta.uid())) {
                  current.set("status", StatusMerge.into(status(current), own, now));
                }
                return current;
              });
      if (Meta.of(written).uid().equals(meta.uid())) {
        pods.computeIfPresent(
            meta.key(),
            (key, latest) -> isNews(Meta.of(written), latest) ? PodOnNode.of(written) : latest);
      }
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private void finish(PodManifest manifest) {
    PodManifest.Ending ending = manifest.ending().orElseThrow();
    boolean waitsForFinalizersOnly = ending.held() && ending.graceSeconds() == 0;
    if (!waitsForFinalizersOnly) {
      delete(manifest.meta());
    }
  }

  private void delete(Meta meta) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("gracePeriodSeconds", 0).putObject("preconditions").put("uid", meta.uid());
    try {
      api.delete(ref(meta), options);
    } catch (ApiException e) {
      // Gone, or already another pod of that name: both are what was wanted.
      if (e.code() != 404 && e.code() != 409) {
        throw e;
      }
      LOG.atDebug().addKeyValue("pod", meta.key()).log("pod was gone before its final delete");
    }
  }

  private Ref ref(Meta meta) {
    return new Ref(podType, meta.key().namespace(), meta.key().name());
  }

  private static String nodeName(ObjectNode pod) {
    return pod.path("spec").path("nodeName").asText();
  }

  private static ObjectNode status(ObjectNode pod) {
    return pod.path("status") instanceof ObjectNode status
        ? status
        : JsonNodeFactory.instance.objectNode();
  }

  private static Map<String, String> conditions(ObjectNode pod) {
    Map<String, String> conditions = new HashMap<>();
    pod.path("status")
        .path("conditions")
        .forEach(c -> conditions.put(c.path("type").asText(), c.path("status").asText()));
    return conditions;
  }
}
