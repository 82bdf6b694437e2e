package io.windlass.devcluster.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a request carries besides its object: who asks, with which verb and options, and where
 * warnings go. Bound to the thread that serves the request, for as long as it does. Immutable.
 *
 * @param verb as authorization names it, for example {@code deletecollection}
 * @param options what the query states, for example {@code fieldManager}
 * @param warnings takes a text for each thing that the client should know
 */
public record RequestScope(
    User user, String verb, Map<String, String> options, Consumer<String> warnings) {
  private static final ScopedValue<RequestScope> CURRENT = ScopedValue.newInstance();

  public RequestScope {
    options = Map.copyOf(options);
  }

  /** Somebody who has been recognized; parts may be empty. */
  public record User(
      String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    public User {
      groups = List.copyOf(groups);
      extra = Map.copyOf(extra);
    }

    /** The administrator whose certificate is in the kubeconfig. */
    public static final User ADMIN =
        new User("admin", "", List.of("system:masters", "system:authenticated"), Map.of());

    /** A part of the control plane, by the name of its agent. */
    public static User component(String agent) {
      return new User(
          "system:serviceaccount:kube-system:" + agent,
          "",
          List.of(
              "system:serviceaccounts",
              "system:serviceaccounts:kube-system",
              "system:authenticated"),
          Map.of());
    }
  }

  /** The request that this thread serves; empty for what the server does on its own account. */
  public static Optional<RequestScope> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** Serves a request within this scope. */
  public <T> T serve(Supplier<T> request) {
    return ScopedValue.where(CURRENT, this).call(request::get);
  }

  /** Serves a request within this scope. */
  public void run(Runnable request) {
    ScopedValue.where(CURRENT, this).run(request);
  }
}
