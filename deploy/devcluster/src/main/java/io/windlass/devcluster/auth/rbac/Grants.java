package io.windlass.devcluster.auth.rbac;

import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.auth.rbac.Binding.RoleRef;
import io.windlass.devcluster.auth.rbac.Binding.Subject;
import io.windlass.devcluster.store.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of every role, and the bindings by whom they name. Thread-safe: readers never wait,
 * writers one after the other; a reader sees each change once the writing call has returned. A
 * look-up costs O(groups of the user + bindings that name the user or one of them), whatever else
 * there is.
 */
final class Grants {
  private static final Comparator<Binding> BY_NAME = Comparator.comparing(Binding::name);

  // A key without namespace is a ClusterRole or a ClusterRoleBinding.
  private final ConcurrentMap<ObjectKey, List<Rule>> roles = new ConcurrentHashMap<>();
  private final ConcurrentMap<ObjectKey, Binding> bindings = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Named> byNamespace = new ConcurrentHashMap<>();

  /** The bindings of one namespace. */
  private record Named(Map<String, List<Binding>> users, Map<String, List<Binding>> groups) {
    Named() {
      this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    Map<String, List<Binding>> of(Subject subject) {
      return subject.isGroup() ? groups : users;
    }
  }

  /** Looks at bindings until it has seen enough. */
  @FunctionalInterface
  interface Visitor {
    /** Whether to go on. */
    boolean visit(Binding binding);
  }

  synchronized void putRole(ObjectKey key, List<Rule> rules) {
    roles.put(key, rules);
  }

  synchronized void removeRole(ObjectKey key) {
    roles.remove(key);
  }

  synchronized void putBinding(ObjectKey key, Binding binding) {
    removeBinding(key);
    bindings.put(key, binding);
    Named named = byNamespace.computeIfAbsent(key.namespace(), n -> new Named());
    for (Subject subject : binding.subjects()) {
      named.of(subject).merge(subject.meant(), List.of(binding), Grants::joined);
    }
  }

  synchronized void removeBinding(ObjectKey key) {
    Binding old = bindings.remove(key);
    if (old == null) {
      return;
    }
    Named named = byNamespace.getOrDefault(key.namespace(), new Named());
    for (Subject subject : old.subjects()) {
      named.of(subject).computeIfPresent(subject.meant(), (s, all) -> without(all, old));
    }
    if (named.users().isEmpty() && named.groups().isEmpty()) {
      byNamespace.remove(key.namespace());
    }
  }

  private static List<Binding> joined(List<Binding> some, List<Binding> more) {
    List<Binding> all = new ArrayList<>(some);
    more.stream().filter(binding -> !some.contains(binding)).forEach(all::add);
    all.sort(BY_NAME);
    return List.copyOf(all);
  }

  // Null is how a map is told that nothing is left.
  private static @Nullable List<Binding> without(List<Binding> all, Binding one) {
    List<Binding> rest = all.stream().filter(binding -> !binding.equals(one)).toList();
    return rest.isEmpty() ? null : rest;
  }

  /** The rules of a role that a binding of a namespace names; empty if there is no such role. */
  Optional<List<Rule>> rules(RoleRef role, String namespace) {
    String home = role.kind().equals("Role") ? namespace : "";
    return Optional.ofNullable(roles.get(new ObjectKey(home, role.name())));
  }

  /** Visits the bindings that hold for a user in a namespace, cluster-wide ones first. */
  void visit(User user, String namespace, Visitor visitor) {
    if (visitIn("", user, visitor) && !namespace.isEmpty()) {
      visitIn(namespace, user, visitor);
    }
  }

  private boolean visitIn(String namespace, User user, Visitor visitor) {
    Named named = byNamespace.get(namespace);
    if (named == null) {
      return true;
    }
    boolean more = visitAll(named.users().get(user.name()), visitor);
    for (int i = 0; more && i < user.groups().size(); i++) {
      more = visitAll(named.groups().get(user.groups().get(i)), visitor);
    }
    return more;
  }

  private static boolean visitAll(@Nullable List<Binding> found, Visitor visitor) {
    if (found != null) {
      for (Binding binding : found) {
        if (!visitor.visit(binding)) {
          return false;
        }
      }
    }
    return true;
  }
}
