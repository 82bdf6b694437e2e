package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.rules.PodAccount;
import io.windlass.devcluster.store.Change;

/**
 * What other parts of the cluster have a say in when objects of a built-in type are written.
 * Thread-safe; called on the writing thread, without locks.
 */
public interface TypeHooks {
  /** Nobody has a say. */
  TypeHooks NONE = new TypeHooks() {};

  /** The account under which a new pod is to run; refuses the pod if there is none. */
  default PodAccount account(ObjectNode pod) {
    return PodAccount.PLAIN;
  }

  /** Adds what the server's own admission adds to a new object; idempotent. */
  default void admit(ObjectNode object) {}

  /** Refuses a new object that this requester may not write, before it is validated. */
  default void checkCreate(ObjectNode object) {}

  /** Refuses a change that this requester may not make, before it is validated. */
  default void checkUpdate(ObjectNode object, ObjectNode old) {}

  /** Learns of a committed change. */
  default void committed(Change change) {}
}
