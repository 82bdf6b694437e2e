package io.windlass.devcluster.server;

import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.ObjectKey;
import java.util.Locale;

/** A request for objects of a served type. */
record Call(Exchange exchange, Address address, Served served) {
  ObjectKey key() {
    return new ObjectKey(address.namespace(), address.name());
  }

  /** The verb as authorization and audit name it. */
  String verb() {
    boolean one = !address.name().isEmpty();
    return switch (exchange.method()) {
      case "GET", "HEAD" -> one ? "get" : exchange.isSet("watch") ? "watch" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> one ? "delete" : "deletecollection";
      default -> exchange.method().toLowerCase(Locale.ROOT);
    };
  }
}
