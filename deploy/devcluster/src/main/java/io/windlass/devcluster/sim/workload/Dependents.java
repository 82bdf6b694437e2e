package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The objects of one type, pods excepted, that belong to a workload. Thread-safe. */
public final class Dependents {
  private final ControllerClient client;
  private final ResourceType type;

  public Dependents(ControllerClient client, ResourceType type) {
    this.client = client;
    this.type = type;
  }

  /** The owner's objects, after those that it should take in or let go have been. */
  public List<ObjectNode> claim(ObjectNode owner, LabelSelector selector) {
    Meta meta = Meta.of(owner);
    Claim.Claimant claimant = new Claim.Claimant(meta.uid(), meta.deleted().isPresent(), selector);
    List<ObjectNode> claimed = new ArrayList<>();
    for (ObjectNode object : candidates(owner)) {
      boolean going = Meta.of(object).deleted().isPresent();
      switch (Claim.of(claimant, Meta.labels(object), Controlling.of(object), going)) {
        case KEEP -> claimed.add(object);
        case ADOPT -> change(object, o -> adopted(o, owner)).ifPresent(claimed::add);
        case RELEASE -> change(object, o -> released(o, meta.uid()));
        case IGNORE -> {}
      }
    }
    return claimed;
  }

  /** An object that nobody controls, with this controller. */
  public static ObjectNode adopted(ObjectNode object, ObjectNode owner) {
    if (Controlling.of(object).isEmpty()) {
      object
          .withObject("/metadata")
          .withArrayProperty("ownerReferences")
          .add(Controlling.reference(owner));
    }
    return object;
  }

  /** An object without this owner. */
  public static ObjectNode released(ObjectNode object, String ownerUid) {
    ObjectNode meta = object.withObject("/metadata");
    ArrayNode others = JsonNodeFactory.instance.arrayNode();
    for (JsonNode reference : meta.path("ownerReferences")) {
      if (!reference.path("uid").asText().equals(ownerUid)) {
        others.add(reference);
      }
    }
    meta.set("ownerReferences", others);
    if (others.isEmpty()) {
      meta.remove("ownerReferences");
    }
    return object;
  }

  private List<ObjectNode> candidates(ObjectNode owner) {
    Meta meta = Meta.of(owner);
    List<ObjectNode> candidates = new ArrayList<>(client.dependents(type, meta));
    String labels = oneLabel(owner);
    if (!labels.isEmpty()) {
      client.labelled(type, meta.key().namespace(), labels).stream()
          .filter(object -> Controlling.of(object).isEmpty())
          .forEach(candidates::add);
    }
    return candidates;
  }

  // One label narrows the look-up down; whether the whole selector matches is asked afterwards.
  private static String oneLabel(ObjectNode owner) {
    return Meta.strings(owner.at("/spec/selector/matchLabels")).entrySet().stream()
        .limit(1)
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining());
  }

  private Optional<ObjectNode> change(ObjectNode object, UnaryOperator<ObjectNode> change) {
    return client.change(type, Meta.of(object), "", change);
  }
}
