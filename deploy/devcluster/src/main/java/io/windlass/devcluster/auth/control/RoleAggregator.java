package io.windlass.devcluster.auth.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ClusterApi.Subscription;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.auth.rbac.Aggregation;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.select.LabelSelector.Requirement;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Fills the rules of ClusterRoles that aggregate others. A changed ClusterRole costs one look at
 * each aggregating one, a look costs O(roles that it selects).
 */
final class RoleAggregator implements Part {
  private final ClusterApi api;
  private final ResourceType type;
  private final Set<String> collecting = ConcurrentHashMap.newKeySet();
  private final KeyedLoop<String> loop;
  private final Subscription watch;

  RoleAggregator(Surroundings surroundings) {
    Surroundings own = surroundings.as("clusterrole-aggregation-controller");
    this.api = own.api();
    this.type = api.type("rbac.authorization.k8s.io/v1", "clusterroles");
    this.loop = new KeyedLoop<>("role aggregation", own, 1, this::step);
    this.watch = api.watch(type, this::observe);
  }

  @Override
  public void close() {
    watch.close();
    loop.close();
  }

  private void observe(Event event) {
    String name = Documents.text(event.object(), "metadata", "name");
    if (event.kind() != Event.Kind.DELETED && Aggregation.collects(event.object())) {
      collecting.add(name);
    } else {
      collecting.remove(name);
    }
    collecting.forEach(loop::touch);
  }

  private Optional<Instant> step(String name) {
    Ref ref = new Ref(type, "", name);
    try {
      ArrayNode rules = Aggregation.rules(api.get(ref), this::matching);
      api.update(ref, "", role -> Aggregation.collects(role) ? role.set("rules", rules) : role);
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
    return Optional.empty();
  }

  private List<ObjectNode> matching(LabelSelector selector) {
    String text =
        selector.requirements().stream().map(RoleAggregator::text).collect(Collectors.joining(","));
    return api.list(type, new Filter("", text, "", ""));
  }

  private static String text(Requirement requirement) {
    String values = "(" + String.join(",", requirement.values()) + ")";
    return switch (requirement.operator()) {
      case IN -> requirement.key() + " in " + values;
      case NOT_IN -> requirement.key() + " notin " + values;
      case ABSENT -> "!" + requirement.key();
      case EXISTS, GREATER, LESS -> requirement.key();
    };
  }
}
