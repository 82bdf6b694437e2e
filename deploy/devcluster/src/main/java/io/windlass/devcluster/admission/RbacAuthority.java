package io.windlass.devcluster.admission;

import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.auth.Access;
import io.windlass.devcluster.auth.rbac.Decision;
import io.windlass.devcluster.auth.rbac.Rbac;
import io.windlass.devcluster.cel.Authority;
import java.util.List;
import java.util.Map;

/**
 * Tells expressions what roles and bindings allow.
 *
 * @param user who makes the request
 */
record RbacAuthority(Rbac rbac, User user) implements Authority {
  @Override
  public Ruling rule(Check check) {
    Decision decision = rbac.decide(subject(check), access(check));
    return new Ruling(decision.allowed(), decision.reason());
  }

  private User subject(Check check) {
    if (check.account().isEmpty()) {
      return user;
    }
    int slash = check.account().indexOf('/');
    String namespace = check.account().substring(0, slash);
    String name = User.accountName(namespace, check.account().substring(slash + 1));
    List<String> groups = User.accountGroups(namespace);
    return new User(name, "", groups, Map.of()).authenticated();
  }

  private static Access access(Check check) {
    return check.path().isEmpty()
        ? new Access.ToResource(
            check.verb(),
            check.group(),
            check.resource(),
            check.subresource(),
            new Access.Place(check.namespace(), check.name()))
        : new Access.ToPath(check.verb(), check.path());
  }
}
