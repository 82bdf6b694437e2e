package io.windlass.devcluster.admission;

import io.windlass.devcluster.admission.PolicyTable.Policy;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.auth.rbac.Rbac;
import io.windlass.devcluster.rest.Admission;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.ClusterStore;
import java.util.List;
import java.util.Optional;

/**
 * Admission by ValidatingAdmissionPolicies without parameters. What the server does on its own
 * account is not reviewed, nor are policies and webhook configurations themselves. Thread-safe.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">
 *     Validating Admission Policy</a>
 */
public final class Policies implements Admission {
  private static final String CONFIGURATIONS = "admissionregistration.k8s.io";

  private final PolicyTable table;
  private final Registry registry;
  private final HookFilter filter;
  private final Rbac rbac;

  public Policies(ClusterStore store, Registry registry, Rbac rbac) {
    this.table = new PolicyTable(store);
    this.registry = registry;
    this.filter = new HookFilter(store);
    this.rbac = rbac;
  }

  @Override
  public Optional<Review> of(Request request) {
    List<Policy> policies = table.bound();
    Optional<RequestScope> scope = RequestScope.current();
    if (policies.isEmpty()
        || scope.isEmpty()
        || request.served().type().group().equals(CONFIGURATIONS)) {
      return Optional.empty();
    }
    List<Served> forms =
        registry.all().stream()
            .filter(served -> served.store() == request.served().store())
            .toList();
    return Optional.of(
        new PolicyReview(
            policies,
            filter,
            new PolicyReview.Asked(
                request, forms, scope.get(), new RbacAuthority(rbac, scope.get().user()))));
  }
}
