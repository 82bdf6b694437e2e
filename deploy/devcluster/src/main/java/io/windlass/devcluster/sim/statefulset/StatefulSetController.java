package io.windlass.devcluster.sim.statefulset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.census.Census;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.statefulset.StatefulPlan.Action;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import io.windlass.devcluster.sim.workload.ControllerClient;
import io.windlass.devcluster.sim.workload.PodCatalog;
import io.windlass.devcluster.sim.workload.PodSight;
import io.windlass.devcluster.sim.workload.PodWriter;
import io.windlass.devcluster.sim.workload.RevisionHistory;
import io.windlass.devcluster.sim.workload.Selectors;
import io.windlass.devcluster.sim.workload.WorkloadLoop;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the numbered pods of each StatefulSet and their volumes. A step costs O(pods of the set)
 * without reading any of them, and two reads per claim while the policy lets claims go.
 */
public final class StatefulSetController implements Census.Observer, Part {
  private static final String HASH = "controller.kubernetes.io/hash";

  private final ControllerClient client;
  private final PodCatalog catalog;
  private final PodWriter pods;
  private final Claims claims;
  private final RevisionHistory history;
  private final ResourceType sets;
  private final WorkloadLoop loop;

  public StatefulSetController(
      Surroundings surroundings, PodCatalog catalog, boolean warningsOnly) {
    this.client = new ControllerClient(surroundings, "statefulset-controller", warningsOnly);
    this.catalog = catalog;
    this.pods = new PodWriter(client, catalog, new StatefulWords());
    this.claims = new Claims(client);
    this.history = new RevisionHistory(client, HASH);
    this.sets = client.type("apps/v1", "statefulsets");
    this.loop = new WorkloadLoop(sets, surroundings, this::step);
    catalog.tell(loop::podChanged);
  }

  @Override
  public void observe(ResourceType type, Event event) {
    loop.observe(type, event);
  }

  @Override
  public void close() {
    loop.close();
  }

  private Optional<Instant> step(Meta.Key key) {
    Optional<ObjectNode> set = client.find(sets, key);
    Optional<LabelSelector> selector = set.flatMap(s -> Selectors.of(s.at("/spec/selector")));
    return selector.isPresent() ? step(set.get(), selector.get()) : Optional.empty();
  }

  private Optional<Instant> step(ObjectNode set, LabelSelector selector) {
    String name = Meta.of(set).key().name();
    List<Member> members =
        members(set, pods.claim(set, selector, pod -> Member.of(name, pod).isPresent()));
    RevisionHistory.Line line = history.sync(set, selector);
    String current = set.at("/status/currentRevision").asText();
    String currentName = line.named(current).isPresent() ? current : line.newestName();
    Layout layout = Layout.of(set.path("spec"));
    Optional<ApiException> failure = Optional.empty();
    if (Meta.of(set).deleted().isEmpty()) {
      failure = act(set, layout, members, line, currentName);
    }
    Instant now = client.now();
    List<Member> after = members(set, catalog.controlledBy(Meta.of(set).uid()));
    StatefulStatus.Revisions names =
        new StatefulStatus.Revisions(currentName, line.newestName(), line.collisions());
    ObjectNode status = StatefulStatus.render(set, layout, after, names, now);
    client.writeStatus(sets, set, status);
    truncate(set, line, after, status);
    if (failure.isPresent()) {
      throw failure.get();
    }
    return after.stream()
        .flatMap(member -> member.pod().availableAt(layout.minReady()).stream())
        .filter(at -> at.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  private static List<Member> members(ObjectNode set, List<PodSight> pods) {
    String name = Meta.of(set).key().name();
    return pods.stream()
        .flatMap(pod -> Member.of(name, pod).stream())
        .sorted(Comparator.comparingInt(Member::ordinal))
        .toList();
  }

  private Optional<ApiException> act(
      ObjectNode set,
      Layout layout,
      List<Member> members,
      RevisionHistory.Line line,
      String currentName) {
    try {
      if (!set.at("/spec/volumeClaimTemplates").isEmpty()) {
        members.forEach(m -> claims.retain(set, m, layout.wants(m.ordinal())));
      }
      for (Action action : StatefulPlan.next(layout, members, line.newestName(), client.now())) {
        switch (action) {
          case Action.Create(int ordinal) -> {
            boolean old = layout.keepsOldRevision(ordinal);
            create(set, ordinal, old ? line.named(currentName).orElseThrow() : line.newest());
          }
          case Action.Delete(Member member) -> pods.delete(set, member.pod());
          case Action.Provide(Member member) -> claims.provide(set, member.ordinal());
        }
      }
      return Optional.empty();
    } catch (ApiException e) {
      return PodWriter.isNamespaceGoing(e) ? Optional.empty() : Optional.of(e);
    }
  }

  private void create(ObjectNode set, int ordinal, ObjectNode revision) {
    boolean hasClaims = !set.at("/spec/volumeClaimTemplates").isEmpty();
    if (hasClaims && claims.areStale(set, ordinal)) {
      return;
    }
    claims.provide(set, ordinal);
    JsonNode template = RevisionHistory.template(revision);
    ObjectNode pod = Identity.pod(set, ordinal, template, RevisionHistory.nameOf(revision));
    ObjectNode created = pods.create(set, pod);
    if (hasClaims) {
      claims.retain(set, new Member(ordinal, PodSight.of(created)), true);
    }
  }

  private void truncate(
      ObjectNode set, RevisionHistory.Line line, List<Member> members, ObjectNode status) {
    Set<String> inUse = new HashSet<>();
    members.forEach(member -> inUse.add(member.revision()));
    inUse.add(status.path("currentRevision").asText());
    inUse.add(line.newestName());
    history.truncate(line, inUse, set.at("/spec/revisionHistoryLimit").asInt());
  }

  private record StatefulWords() implements PodWriter.Words {
    @Override
    public String created(ObjectNode owner, String pod) {
      return words("create", owner, pod) + " successful";
    }

    @Override
    public String notCreated(ObjectNode owner, String pod, String why) {
      return words("create", owner, pod) + " failed error: " + why;
    }

    @Override
    public String deleted(ObjectNode owner, String pod) {
      return words("delete", owner, pod) + " successful";
    }

    @Override
    public String notDeleted(ObjectNode owner, String pod, String why) {
      return words("delete", owner, pod) + " failed error: " + why;
    }

    private static String words(String verb, ObjectNode owner, String pod) {
      return "%s Pod %s in StatefulSet %s".formatted(verb, pod, Meta.of(owner).key().name());
    }
  }
}
