package io.windlass.oam.crd;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the kinds of OAM in a cluster are ours, so that the bridge may work on their objects. */
public sealed interface InstalledKinds {
  /** All of them are there and ours. */
  record Ours() implements InstalledKinds {}

  /** Nobody has asked for OAM here, or not for all of it. */
  record Missing(List<String> names) implements InstalledKinds {
    public Missing {
      names = List.copyOf(names);
    }
  }

  /** Another runtime's definitions are there; two runtimes on one object undo each other's work. */
  record Foreign(List<String> names) implements InstalledKinds {
    public Foreign {
      names = List.copyOf(names);
    }
  }

  /**
   * Judges the definitions of a cluster.
   *
   * @param definitions CustomResourceDefinitions of any group
   */
  static InstalledKinds among(List<Json.Obj> definitions) {
    List<Json.Obj> ofOam =
        definitions.stream()
            .filter(each -> each.text("spec", "group").orElse("").equals(OamCrds.GROUP))
            .toList();
    List<String> foreign =
        ofOam.stream().filter(each -> !isOurs(each)).map(InstalledKinds::name).sorted().toList();
    if (!foreign.isEmpty()) {
      return new Foreign(foreign);
    }
    Set<String> there = ofOam.stream().map(InstalledKinds::name).collect(Collectors.toSet());
    List<String> missing = OamCrds.names().stream().filter(name -> !there.contains(name)).toList();
    return missing.isEmpty() ? new Ours() : new Missing(missing);
  }

  private static boolean isOurs(Json.Obj definition) {
    return definition
        .text("metadata", "labels", OamCrds.LABEL)
        .filter(OamCrds.PART_OF::equals)
        .isPresent();
  }

  private static String name(Json.Obj definition) {
    return definition.text("metadata", "name").orElse("");
  }

  /** Whether the bridge may work. */
  default boolean mayWork() {
    return this instanceof Ours;
  }

  /** Why the bridge works or stays off, and what to do about it: one sentence. */
  default String reason() {
    return switch (this) {
      case Ours() -> "the kinds of OAM are those of this bridge";
      case Missing(List<String> names) ->
          "%s not installed: windlass crds --oam | kubectl apply --server-side -f -"
              .formatted(String.join(", ", names) + (names.size() == 1 ? " is" : " are"));
      case Foreign(List<String> names) ->
          "%s of another OAM runtime, whose objects stay its own: without label %s=%s the bridge stays off"
              .formatted(
                  String.join(", ", names) + (names.size() == 1 ? " is" : " are"),
                  OamCrds.LABEL,
                  OamCrds.PART_OF);
    };
  }
}
