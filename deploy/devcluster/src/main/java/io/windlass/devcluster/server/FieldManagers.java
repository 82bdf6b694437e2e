package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.rest.OptionFaults;
import io.windlass.devcluster.rest.WriteOptions.Owner;
import org.eclipse.jetty.http.HttpHeader;

/** Who a request says that it is. Stateless. */
final class FieldManagers {
  private static final int LONGEST = 128;

  private FieldManagers() {}

  /** The manager that the query names, or else what the user agent calls itself. */
  static Owner owner(Exchange exchange, String kind) {
    String stated = exchange.query("fieldManager");
    check(stated, kind);
    String agent = exchange.header(HttpHeader.USER_AGENT);
    return new Owner(stated.isEmpty() ? prefix(agent) : stated, false);
  }

  /** 422 for an apply that does not say who applies. */
  static void checkApply(Exchange exchange) {
    if (exchange.query("fieldManager").isEmpty()) {
      String why = "Required value: is required for apply patch";
      throw OptionFaults.invalid(
          "PatchOptions", new Cause("FieldValueRequired", why, "fieldManager"));
    }
  }

  private static void check(String manager, String kind) {
    for (int i = 0; i < manager.length(); i++) {
      if (!isPrintable(manager.charAt(i))) {
        String why =
            "Invalid value: %s: invalid character U+%04X (at position %d)"
                .formatted(TextNode.valueOf(manager), (int) manager.charAt(i), i);
        throw OptionFaults.invalid(kind, new Cause("FieldValueInvalid", why, "fieldManager"));
      }
    }
  }

  private static boolean isPrintable(char c) {
    return c == ' ' || !(Character.isISOControl(c) || Character.isSpaceChar(c));
  }

  private static String prefix(String agent) {
    int slash = agent.indexOf('/');
    String name = slash < 0 ? agent : agent.substring(0, slash);
    StringBuilder shown = new StringBuilder();
    name.chars().filter(c -> isPrintable((char) c)).forEach(c -> shown.append((char) c));
    return shown.substring(0, Math.min(shown.length(), LONGEST));
  }
}
