package io.windlass.devcluster.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a request carries besides its object: who asks, with which verb and options, and where
 * warnings go. Bound to the thread that serves the request, for as long as it does. Immutable.
 *
 * @param verb as authorization names it, for example {@code deletecollection}
 * @param options what the query states, for example {@code fieldManager}
 * @param warnings takes a text for each thing that the client should know
 * @param internal whether the cluster itself asks, which authorization does not hold for
 */
public record RequestScope(
    User user,
    String verb,
    Map<String, String> options,
    Consumer<String> warnings,
    boolean internal) {
  private static final ScopedValue<RequestScope> CURRENT = ScopedValue.newInstance();

  public RequestScope {
    options = Map.copyOf(options);
  }

  /** The scope of a client's request. */
  public RequestScope(
      User user, String verb, Map<String, String> options, Consumer<String> warnings) {
    this(user, verb, options, warnings, false);
  }

  /** The scope of what a part of the control plane asks in process. */
  public static RequestScope ofComponent(String agent, String verb) {
    return new RequestScope(User.component(agent), verb, Map.of(), warning -> {}, true);
  }

  /**
   * Somebody who has been recognized; parts may be empty.
   *
   * @param groups in the order of the credential, {@code system:authenticated} included
   * @param extra what else the credential says, such as the pod that a token is bound to
   */
  public record User(
      String name, String uid, List<String> groups, Map<String, List<String>> extra) {
    public static final String AUTHENTICATED = "system:authenticated";
    public static final String UNAUTHENTICATED = "system:unauthenticated";

    /** Who sends no credentials. */
    public static final User ANONYMOUS =
        new User("system:anonymous", "", List.of(UNAUTHENTICATED), Map.of());

    private static final String ACCOUNTS = "system:serviceaccounts";
    private static final String MASTERS = "system:masters";

    public User {
      groups = List.copyOf(groups);
      extra = Map.copyOf(extra);
    }

    /** The administrator whose certificate is in the kubeconfig. */
    public static final User ADMIN = named("admin", MASTERS);

    /** Somebody with a name and groups, and in {@code system:authenticated}. */
    public static User named(String name, String... groups) {
      return new User(name, "", List.of(groups), Map.of()).authenticated();
    }

    /** A part of the control plane, by the name of its agent. */
    public static User component(String agent) {
      List<String> groups = accountGroups("kube-system");
      return new User(accountName("kube-system", agent), "", groups, Map.of()).authenticated();
    }

    /** The name under which a ServiceAccount appears. */
    public static String accountName(String namespace, String account) {
      return "system:serviceaccount:" + namespace + ":" + account;
    }

    /** The groups that every ServiceAccount of a namespace is in. */
    public static List<String> accountGroups(String namespace) {
      return List.of(ACCOUNTS, ACCOUNTS + ":" + namespace);
    }

    /** The same user in {@code system:authenticated}, at the end if not yet there. */
    public User authenticated() {
      if (groups.contains(AUTHENTICATED)) {
        return this;
      }
      return withGroups(Stream.concat(groups.stream(), Stream.of(AUTHENTICATED)).toList());
    }

    public User withGroups(List<String> others) {
      return new User(name, uid, others, extra);
    }

    /** Whether this user may do everything, so that authorization need not be asked. */
    public boolean isMaster() {
      return groups.contains(MASTERS);
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
