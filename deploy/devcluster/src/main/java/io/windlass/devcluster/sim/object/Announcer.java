package io.windlass.devcluster.sim.object;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.ClusterClock;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events in the name of one component. Thread-safe. An Event that cannot be written is
 * dropped: the object or its namespace may be going.
 */
public final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final ClusterApi api;
  private final ClusterClock clock;
  private final String component;
  private final boolean warningsOnly;
  private final ResourceType events;
  private final AtomicLong next;

  /**
   * @param component for example {@code kubelet}
   * @param warningsOnly drops what is Normal: at scale Events are most of a cluster's writes
   */
  public Announcer(ClusterApi api, ClusterClock clock, String component, boolean warningsOnly) {
    this.api = api;
    this.clock = clock;
    this.component = component;
    this.warningsOnly = warningsOnly;
    this.events = api.type("v1", "events");
    this.next = new AtomicLong(clock.now().toEpochMilli() << 10);
  }

  /** Writes one Event about an object of the core group; {@code host} may be empty. */
  public void announce(ObjectNode about, String host, Notice notice) {
    if (warningsOnly && notice.severity() == Notice.Severity.NORMAL) {
      return;
    }
    try {
      api.create(events, event(about, host, notice));
    } catch (ApiException e) {
      LOG.atDebug()
          .addKeyValue("reason", notice.reason())
          .addKeyValue("because", e.getMessage())
          .log("event dropped");
    }
  }

  private ObjectNode event(ObjectNode about, String host, Notice notice) {
    Meta meta = Meta.of(about);
    String now = Timestamps.text(clock.now());
    String namespace = meta.key().namespace().isEmpty() ? "default" : meta.key().namespace();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "v1").put("kind", "Event");
    event
        .putObject("metadata")
        .put("name", meta.key().name() + "." + suffix())
        .put("namespace", namespace);
    event.set("involvedObject", reference(about, meta, notice));
    event.put("type", notice.severity().type());
    event.put("reason", notice.reason()).put("message", notice.message());
    ObjectNode source = event.putObject("source").put("component", component);
    if (!host.isEmpty()) {
      source.put("host", host);
    }
    event.put("firstTimestamp", now).put("lastTimestamp", now).put("count", 1);
    return event.put("reportingComponent", component).put("reportingInstance", host);
  }

  // Unlike those of other components that were started at the same moment.
  private String suffix() {
    return "%x%03x".formatted(next.getAndIncrement(), component.hashCode() & 0xfff);
  }

  private static ObjectNode reference(ObjectNode about, Meta meta, Notice notice) {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.put("kind", about.path("kind").asText());
    reference.put("apiVersion", about.path("apiVersion").asText());
    reference.put("name", meta.key().name()).put("uid", meta.uid());
    reference.put("resourceVersion", Long.toString(meta.version()));
    if (!meta.key().namespace().isEmpty()) {
      reference.put("namespace", meta.key().namespace());
    }
    if (!notice.fieldPath().isEmpty()) {
      reference.put("fieldPath", notice.fieldPath());
    }
    return reference;
  }
}
