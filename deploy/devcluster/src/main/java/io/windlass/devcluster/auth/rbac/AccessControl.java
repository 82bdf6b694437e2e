package io.windlass.devcluster.auth.rbac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.rest.TypeHooks;
import io.windlass.devcluster.store.Change;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what {@link Rbac} decides by in step with the stored roles and bindings, and guards their
 * writing against escalation. A decision that is taken after the answer to a write sees the write.
 * Thread-safe.
 */
public final class AccessControl {
  static final String GROUP = "rbac.authorization.k8s.io";

  private final Grants grants = new Grants();
  private final Rbac rbac = new Rbac(grants);

  public Rbac rbac() {
    return rbac;
  }

  /** Whether a type is one of roles or bindings. */
  public static boolean isPolicy(ResourceType type) {
    return type.group().equals(GROUP);
  }

  /** What has to happen when roles or bindings are written. */
  public TypeHooks hooks(ResourceType type, TypeStore store) {
    return new PolicyHooks(type, store, new EscalationCheck(type, rbac));
  }

  private final class PolicyHooks implements TypeHooks {
    private final boolean roles;
    private final TypeStore store;
    private final EscalationCheck check;

    PolicyHooks(ResourceType type, TypeStore store, EscalationCheck check) {
      this.roles = List.of("roles", "clusterroles").contains(type.plural());
      this.store = store;
      this.check = check;
    }

    @Override
    public void checkCreate(ObjectNode object) {
      check.create(object);
    }

    @Override
    public void checkUpdate(ObjectNode object, ObjectNode old) {
      check.update(object, old);
    }

    // Commits are reported in any order, so what counts is what is stored now.
    @Override
    public void committed(Change change) {
      synchronized (grants) {
        ObjectKey key = change.now().key();
        Optional<ObjectNode> now = store.get(key).map(Stored::tree);
        if (roles) {
          now.ifPresentOrElse(
              role -> grants.putRole(key, Rule.of(role)), () -> grants.removeRole(key));
        } else {
          now.ifPresentOrElse(
              binding -> grants.putBinding(key, Binding.of(binding)),
              () -> grants.removeBinding(key));
        }
      }
    }
  }
}
