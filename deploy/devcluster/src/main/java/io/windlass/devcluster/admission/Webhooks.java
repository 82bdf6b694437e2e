package io.windlass.devcluster.admission;

import io.windlass.devcluster.admission.HookTable.Target;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.auth.rbac.Rbac;
import io.windlass.devcluster.rest.Admission;
import io.windlass.devcluster.rest.Registry;
import io.windlass.devcluster.store.ClusterStore;
import io.windlass.devcluster.webhook.WebhookClient;
import java.util.List;
import java.util.Optional;

/**
 * Admission by webhooks: what MutatingWebhookConfigurations and ValidatingWebhookConfigurations ask
 * for. What the server does on its own account is not reviewed, nor are the configurations
 * themselves. Thread-safe; a request that no rule is about costs two look-ups.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/">
 *     Dynamic Admission Control</a>
 */
public final class Webhooks implements Admission {
  private static final String CONFIGURATIONS = "admissionregistration.k8s.io";

  private final HookTable mutating;
  private final HookTable validating;
  private final HookFilter filter;
  private final WebhookClient client;
  private final Rbac rbac;

  public Webhooks(ClusterStore store, Registry registry, WebhookClient client, Rbac rbac) {
    this.mutating = new HookTable(store, registry, HookTable.type("MutatingWebhookConfiguration"));
    this.validating =
        new HookTable(store, registry, HookTable.type("ValidatingWebhookConfiguration"));
    this.filter = new HookFilter(store);
    this.client = client;
    this.rbac = rbac;
  }

  @Override
  public Optional<Review> of(Request request) {
    Optional<RequestScope> scope = RequestScope.current();
    if (scope.isEmpty() || request.served().type().group().equals(CONFIGURATIONS)) {
      return Optional.empty();
    }
    // An eviction is reviewed as what it is; that it deletes the pod is not asked about again.
    if (request.operation() == Admission.Operation.DELETE && scope.get().verb().equals("create")) {
      return Optional.empty();
    }
    List<Target> changers = mutating.targets(request);
    List<Target> judges = validating.targets(request);
    if (changers.isEmpty() && judges.isEmpty()) {
      return Optional.empty();
    }
    RbacAuthority authority = new RbacAuthority(rbac, scope.get().user());
    HookCaller caller = new HookCaller(client, filter, request, scope.get(), authority);
    return Optional.of(new HookReview(caller, changers, judges));
  }
}
