package io.windlass.oam.controller;

import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which applications use which components. Thread-safe; lookups cost O(users). */
final class Users {
  private final Map<ObjectKey, Set<String>> componentsOf = new ConcurrentHashMap<>();
  private final Map<ObjectKey, Set<String>> pinnedBy = new ConcurrentHashMap<>();
  private final Map<ObjectKey, Set<ObjectKey>> usersOf = new ConcurrentHashMap<>();

  /** An application as it is now. */
  void put(ObjectKey application, Json.Obj document) {
    Set<String> pinned = Set.copyOf(Gathering.names(document, "revisionName"));
    if (pinned.isEmpty()) {
      pinnedBy.remove(application);
    } else {
      pinnedBy.put(application, pinned);
    }
    Set<String> names = new LinkedHashSet<>(Gathering.names(document, "componentName"));
    Set<String> before = componentsOf.put(application, names);
    if (before != null) {
      before.stream().filter(name -> !names.contains(name)).forEach(it -> drop(application, it));
    }
    names.forEach(
        name ->
            usersOf
                .computeIfAbsent(key(application, name), _ -> ConcurrentHashMap.newKeySet())
                .add(application));
  }

  void remove(ObjectKey application) {
    pinnedBy.remove(application);
    Set<String> names = componentsOf.remove(application);
    if (names != null) {
      names.forEach(name -> drop(application, name));
    }
  }

  private void drop(ObjectKey application, String component) {
    usersOf.computeIfPresent(
        key(application, component),
        (_, users) -> {
          users.remove(application);
          return users.isEmpty() ? null : users;
        });
  }

  private static ObjectKey key(ObjectKey application, String component) {
    return new ObjectKey(application.namespace(), component);
  }

  /** Those that use a component in its newest state. */
  Set<ObjectKey> of(ObjectKey component) {
    return Set.copyOf(usersOf.getOrDefault(component, Set.of()));
  }

  /** Names of the revisions that applications of a namespace ask for. */
  Set<String> pinned(String namespace) {
    return pinnedBy.entrySet().stream()
        .filter(entry -> entry.getKey().namespace().equals(namespace))
        .flatMap(entry -> entry.getValue().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All applications. */
  Set<ObjectKey> all() {
    return componentsOf.keySet().stream().collect(Collectors.toUnmodifiableSet());
  }
}
