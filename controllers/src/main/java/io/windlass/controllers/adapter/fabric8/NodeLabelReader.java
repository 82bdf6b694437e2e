package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.wire.ViewType;
import io.windlass.core.model.NodeLabels;
import io.windlass.core.model.ObjectMeta;
import io.windlass.runtime.port.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labels of all nodes, listed when somebody asks and remembered for a minute: few CloneSets
 * spread over zones, labels of nodes hardly change, and a watch on nodes would cost all managers
 * their heartbeats. Who may not list nodes is told that none is known. Thread-safe; callers that
 * come together may list twice.
 */
public final class NodeLabelReader implements Supplier<NodeLabels> {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLabelReader.class);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final ResourceReader<ObjectMeta> nodes;
  private final Ticker ticker;
  private final AtomicReference<Known> known =
      new AtomicReference<>(new Known(NodeLabels.NONE, Instant.MIN));

  private record Known(NodeLabels labels, Instant until) {}

  public NodeLabelReader(Fabric8Http http, Ticker ticker) {
    this.nodes = new ResourceReader<>(http, ViewType.nodes(), Scope.ALL);
    this.ticker = ticker;
  }

  @Override
  public NodeLabels get() {
    Known last = known.get();
    Instant now = ticker.now();
    if (now.isBefore(last.until())) {
      return last.labels();
    }
    NodeLabels labels = list(last.labels());
    known.set(new Known(labels, now.plus(REMEMBERED)));
    return labels;
  }

  private NodeLabels list(NodeLabels before) {
    try {
      Map<String, Map<String, String>> labels = new HashMap<>();
      nodes.list().objects().forEach(node -> labels.put(node.key().name(), node.labels()));
      return new NodeLabels(labels);
    } catch (IOException e) {
      LOG.atWarn()
          .setCause(e)
          .log("the labels of nodes cannot be read: pods are spread over what is known of them");
      return before;
    }
  }
}
