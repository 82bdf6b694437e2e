package io.windlass.devcluster.admission;

import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.rest.Admission.Operation;
import io.windlass.devcluster.rest.Admission.Request;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.TypeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * All webhooks of one of the two kinds of configuration, in the order in which they are asked: by
 * the name of the configuration. Thread-safe; a look-up costs O(1) once the same operation on the
 * same type has been looked up, until a configuration or the served types change.
 */
final class HookTable {
  private final TypeStore configurations;
  private final Registry registry;
  private volatile Edition edition = new Edition(-1, -1, List.of(), List.of());

  HookTable(ClusterStore store, Registry registry, ResourceType configuration) {
    this.configurations = store.of(configuration);
    this.registry = registry;
  }

  /** A type of configuration. */
  static ResourceType type(String kind) {
    String singular = kind.toLowerCase(java.util.Locale.ROOT);
    return new ResourceType(
        "admissionregistration.k8s.io",
        "v1",
        new ResourceType.Names(kind, singular + "s", singular, List.of(), List.of()),
        false,
        Set.of(),
        Set.of());
  }

  /**
   * A webhook and the form in which it wants the object.
   *
   * @param as the type of the request, or an equivalent one
   */
  record Target(Hook hook, Served as) {}

  /** What is true as long as neither the configurations nor the served types change. */
  private record Edition(
      long version,
      long registry,
      List<Served> types,
      List<Hook> hooks,
      ConcurrentMap<String, List<Target>> targets) {
    Edition(long version, long registry, List<Served> types, List<Hook> hooks) {
      this(version, registry, types, hooks, new ConcurrentHashMap<>());
    }
  }

  /** The webhooks whose rules are about a request. */
  List<Target> targets(Request request) {
    Edition current = current();
    if (current.hooks().isEmpty()) {
      return List.of();
    }
    ResourceType type = request.served().type();
    String cell =
        String.join(
            "/",
            request.operation().name(),
            type.group(),
            type.version(),
            type.plural(),
            request.subresource());
    return current.targets().computeIfAbsent(cell, key -> find(current, request));
  }

  private Edition current() {
    Edition known = edition;
    long version = configurations.latestChange();
    long served = registry.edition();
    if (known.version() == version && known.registry() == served) {
      return known;
    }
    List<Hook> hooks = new ArrayList<>();
    configurations
        .list(Selection.ALL)
        .objects()
        .forEach(configuration -> hooks.addAll(Hook.of(configuration.tree())));
    Edition next = new Edition(version, served, registry.all(), List.copyOf(hooks));
    edition = next;
    return next;
  }

  private static List<Target> find(Edition edition, Request request) {
    List<Target> targets = new ArrayList<>();
    for (Hook hook : edition.hooks()) {
      form(edition, hook, request).ifPresent(as -> targets.add(new Target(hook, as)));
    }
    return List.copyOf(targets);
  }

  private static Optional<Served> form(Edition edition, Hook hook, Request request) {
    Served served = request.served();
    Operation operation = request.operation();
    if (hook.matches(operation, served.type(), request.subresource())) {
      return Optional.of(served);
    }
    if (!hook.matching().equivalent()) {
      return Optional.empty();
    }
    // Rules before types: an earlier rule wins.
    for (HookRule rule : hook.matching().rules()) {
      for (Served other : edition.types()) {
        if (isEquivalent(served, other)
            && rule.matches(operation, other.type(), request.subresource())) {
          return Optional.of(other);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether two types are forms of the same objects. */
  private static boolean isEquivalent(Served a, Served b) {
    return a.store() == b.store();
  }
}
