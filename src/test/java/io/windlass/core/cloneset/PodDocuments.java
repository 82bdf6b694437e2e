package io.windlass.core.cloneset;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an API server makes of the pods and patches that plans contain. */
final class PodDocuments {
  private PodDocuments() {}

  static PodView created(Json.Obj pod, long version, Instant now) {
    List<PodView.Container> containers =
        pod.items("spec", "containers").stream()
            .map(
                container ->
                    new PodView.Container(text(container, "name"), text(container, "image")))
            .toList();
    List<String> gates =
        pod.items("spec", "readinessGates").stream()
            .map(gate -> text(gate, "conditionType"))
            .toList();
    return new PodView(
        createdMeta(pod, version, now),
        "",
        containers,
        List.of(),
        gates,
        new PodView.Status(PodView.Phase.PENDING, "", Map.of(), List.of()));
  }

  private static ObjectMeta createdMeta(Json.Obj pod, long version, Instant now) {
    Json owner = pod.items("metadata", "ownerReferences").getFirst();
    return new ObjectMeta(
        new ObjectKey(text(pod, "metadata", "namespace"), text(pod, "metadata", "name")),
        "uid-" + text(pod, "metadata", "name") + "-" + version,
        version,
        0,
        texts(pod.object("metadata", "labels")),
        texts(pod.object("metadata", "annotations")),
        Optional.of(
            new ObjectMeta.OwnerReference(
                text(owner, "apiVersion"),
                text(owner, "kind"),
                text(owner, "name"),
                text(owner, "uid"))),
        now,
        Optional.empty(),
        pod.items("metadata", "finalizers").stream().map(f -> f.text().orElseThrow()).toList());
  }

  /** A strategic merge patch; one of the status leaves the spec alone, and the other way round. */
  static PodView patched(PodView pod, String subresource, Json body, long version) {
    boolean ofStatus = subresource.equals("status");
    Map<String, String> images = new HashMap<>();
    if (!ofStatus) {
      body.items("spec", "containers").forEach(c -> images.put(text(c, "name"), text(c, "image")));
    }
    Map<String, Condition> conditions = new HashMap<>(pod.status().conditions());
    if (ofStatus) {
      body.items("status", "conditions")
          .forEach(c -> conditions.put(text(c, "type"), condition(c)));
    }
    return new PodView(
        meta(pod.meta(), body, version),
        pod.nodeName(),
        pod.containers().stream()
            .map(c -> new PodView.Container(c.name(), images.getOrDefault(c.name(), c.image())))
            .toList(),
        List.of(),
        pod.readinessGates(),
        new PodView.Status(pod.status().phase(), "", conditions, pod.status().containers()));
  }

  private static ObjectMeta meta(ObjectMeta meta, Json body, long version) {
    boolean released =
        body.items("metadata", "ownerReferences").stream()
            .anyMatch(ref -> text(ref, "$patch").equals("delete"));
    return new ObjectMeta(
        meta.key(),
        meta.uid(),
        version,
        meta.generation(),
        merged(meta.labels(), body.object("metadata", "labels")),
        merged(meta.annotations(), body.object("metadata", "annotations")),
        released ? Optional.empty() : meta.controller(),
        meta.createdAt(),
        meta.deletedAt(),
        finalizers(meta.finalizers(), body));
  }

  // A strategic merge patch of finalizers adds to them, and takes away what it names.
  private static List<String> finalizers(List<String> before, Json body) {
    Set<String> finalizers = new LinkedHashSet<>(before);
    body.items("metadata", "finalizers").forEach(f -> finalizers.add(f.text().orElseThrow()));
    body.items("metadata", "$deleteFromPrimitiveList/finalizers")
        .forEach(f -> finalizers.remove(f.text().orElseThrow()));
    return List.copyOf(finalizers);
  }

  static PodView failed(PodView pod, long version) {
    return new PodView(
        meta(pod.meta(), Json.Obj.EMPTY, version),
        pod.nodeName(),
        pod.containers(),
        pod.initContainers(),
        pod.readinessGates(),
        new PodView.Status(PodView.Phase.FAILED, "", Map.of(), List.of()));
  }

  static PodView terminating(PodView pod, long version, Instant now) {
    ObjectMeta meta = pod.meta();
    return new PodView(
        new ObjectMeta(
            meta.key(),
            meta.uid(),
            version,
            meta.generation(),
            meta.labels(),
            meta.annotations(),
            meta.controller(),
            meta.createdAt(),
            Optional.of(now),
            meta.finalizers()),
        pod.nodeName(),
        pod.containers(),
        pod.initContainers(),
        pod.readinessGates(),
        pod.status());
  }

  private static Condition condition(Json json) {
    return new Condition(
        text(json, "type"),
        Condition.Status.of(text(json, "status")),
        json.text("lastTransitionTime").flatMap(Timestamps::parse),
        json.text("reason").orElse(""),
        json.text("message").orElse(""));
  }

  private static Map<String, String> merged(Map<String, String> before, Json.Obj patch) {
    return texts((Json.Obj) JsonMerge.apply(Json.ofTexts(before), patch));
  }

  private static Map<String, String> texts(Json.Obj fields) {
    Map<String, String> texts = new HashMap<>();
    fields.fields().forEach((key, value) -> texts.put(key, value.text().orElseThrow()));
    return texts;
  }

  private static String text(Json json, String... path) {
    return json.text(path).orElse("");
  }
}
