package io.windlass.oam.revision;

import io.windlass.core.model.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The revisions of one Component, {@code NAME-v1}, {@code NAME-v2} and so on: each has the whole
 * Component as it was, and only its spec decides whether there is a new one.
 *
 * @param component as it is stored
 * @param revisions the ControllerRevisions of its namespace that bear its label
 */
public record ComponentHistory(Json.Obj component, List<Json.Obj> revisions) {
  /** The label that says whose a revision is. */
  public static final String LABEL = "controller.oam.dev/component";

  /** How many revisions that no application asks for are kept. */
  public static final int KEPT = 50;

  public ComponentHistory {
    String uid = component.text("metadata", "uid").orElse("");
    revisions =
        revisions.stream()
            .filter(revision -> isOf(revision, uid))
            .sorted(Comparator.comparingLong(ComponentHistory::number))
            .toList();
  }

  // A Component that was deleted and made again begins anew.
  private static boolean isOf(Json.Obj revision, String uid) {
    return revision.items("metadata", "ownerReferences").stream()
        .anyMatch(owner -> owner.text("uid").orElse("").equals(uid));
  }

  private static long number(Json.Obj revision) {
    return revision.number("revision").orElse(0L);
  }

  /** The newest revision, if it has the spec of now. */
  public Optional<Json.Obj> current() {
    return revisions.isEmpty()
        ? Optional.empty()
        : Optional.of(revisions.getLast())
            .filter(it -> it.object("data", "spec").equals(component.object("spec")));
  }

  /** The revision to be made, if the newest is not the state of now. */
  public Optional<Json.Obj> next() {
    return current().isPresent() ? Optional.empty() : Optional.of(made());
  }

  private Json.Obj made() {
    Json.Obj metadata = component.object("metadata");
    String name = metadata.text("name").orElse("");
    long number = (revisions.isEmpty() ? 0 : number(revisions.getLast())) + 1;
    Json.Obj owner =
        Json.Obj.EMPTY
            .with("apiVersion", "core.oam.dev/v1alpha2")
            .with("kind", "Component")
            .with("name", name)
            .with("uid", metadata.text("uid").orElse(""))
            .with("controller", Json.of(true))
            .with("blockOwnerDeletion", Json.of(true));
    Json.Obj head =
        Json.Obj.EMPTY
            .with("name", name + "-v" + number)
            .with("namespace", metadata.text("namespace").orElse(""))
            .with("labels", Json.Obj.EMPTY.with(LABEL, name))
            .with("ownerReferences", Json.of(List.of(owner)));
    return Json.Obj.EMPTY
        .with("apiVersion", "apps/v1")
        .with("kind", "ControllerRevision")
        .with("metadata", head)
        .with("revision", Json.of(number))
        .with("data", state());
  }

  /** What a Component was, without what the server says of it. */
  private Json.Obj state() {
    Json.Obj metadata =
        component
            .object("metadata")
            .without("managedFields")
            .without("resourceVersion")
            .without("generation");
    return component.without("status").with("metadata", metadata);
  }

  /** What the Component's status says once a revision is its newest. */
  public Json.Obj status(Json.Obj newest) {
    return Json.Obj.EMPTY
        .with("observedGeneration", Json.of(component.number("metadata", "generation").orElse(0L)))
        .with(
            "latestRevision",
            Json.Obj.EMPTY
                .with("name", newest.text("metadata", "name").orElse(""))
                .with("revision", Json.of(number(newest))));
  }

  /**
   * Names of revisions to be deleted, oldest first.
   *
   * @param pinned names that applications ask for; they are kept beside the others
   */
  public List<String> outdated(Set<String> pinned) {
    List<String> free =
        revisions.stream()
            .map(it -> it.text("metadata", "name").orElse(""))
            .filter(name -> !pinned.contains(name))
            .toList();
    return free.subList(0, Math.max(0, free.size() - KEPT));
  }
}
