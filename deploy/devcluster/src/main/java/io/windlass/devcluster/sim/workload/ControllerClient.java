package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Filter;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.sim.object.Announcer;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.work.Surroundings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The API as one controller uses it: what is gone is an empty answer, and what has become another
 * object of the same name is left alone. Thread-safe; counted in the audit under the controller's
 * name.
 */
public final class ControllerClient {
  private final ClusterApi api;
  private final ClusterClock clock;
  private final Announcer announcer;

  /**
   * @param name for example {@code deployment-controller}
   * @param warningsOnly writes no Normal Events
   */
  public ControllerClient(Surroundings surroundings, String name, boolean warningsOnly) {
    this.api = surroundings.api().as(name);
    this.clock = surroundings.clock();
    this.announcer = new Announcer(api, clock, name, warningsOnly);
  }

  public ResourceType type(String apiVersion, String plural) {
    return api.type(apiVersion, plural);
  }

  public Instant now() {
    return clock.now();
  }

  /** An object as it is now. */
  public Optional<ObjectNode> find(ResourceType type, Meta.Key key) {
    return orGone(() -> api.get(ref(type, key)));
  }

  /** The objects of a type that name an owner; cost O(those). */
  public List<ObjectNode> dependents(ResourceType type, Meta owner) {
    return api.list(type, new Filter(owner.key().namespace(), "", owner.uid(), ""));
  }

  /** The objects of a namespace that have these labels, in the syntax of the API. */
  public List<ObjectNode> labelled(ResourceType type, String namespace, String labels) {
    return api.list(type, new Filter(namespace, labels, "", ""));
  }

  /** Creates; throws what the API answers. */
  public ObjectNode create(ResourceType type, ObjectNode object) {
    return api.create(type, object);
  }

  /** Changes an object if it is still the same one. */
  public Optional<ObjectNode> change(
      ResourceType type, Meta meta, String subresource, UnaryOperator<ObjectNode> change) {
    return orGone(
        () ->
            api.update(
                ref(type, meta.key()),
                subresource,
                now -> Meta.of(now).uid().equals(meta.uid()) ? change.apply(now) : now));
  }

  /** Writes the status that a decision was made for; one that is the same costs nothing. */
  public void writeStatus(ResourceType type, ObjectNode object, JsonNode status) {
    if (status.equals(object.path("status"))) {
      return;
    }
    change(type, Meta.of(object), "status", now -> now.set("status", status));
  }

  /** Deletes in the background; false if it was gone or is another object by now. */
  public boolean delete(ResourceType type, Meta meta) {
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    options.put("propagationPolicy", "Background");
    options.putObject("preconditions").put("uid", meta.uid());
    try {
      api.delete(ref(type, meta.key()), options);
      return true;
    } catch (ApiException e) {
      if (e.code() != 404 && e.code() != 409) {
        throw e;
      }
      return false;
    }
  }

  /** Writes an Event about an object. */
  public void announce(ObjectNode about, Notice notice) {
    announcer.announce(about, "", notice);
  }

  private static Ref ref(ResourceType type, Meta.Key key) {
    return new Ref(type, key.namespace(), key.name());
  }

  @FunctionalInterface
  private interface Request {
    ObjectNode send();
  }

  private static Optional<ObjectNode> orGone(Request request) {
    try {
      return Optional.of(request.send());
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
