package io.windlass.devcluster.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.store.ObjectKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where Services are in a cluster without a network: on this machine, at the port that they send
 * to. A Service that does not exist, or sends to a port by name, is at the port that was asked for;
 * 443, which few may listen to, is another one. Thread-safe.
 *
 * @param services the Service of a key, if it exists
 * @param httpsPort what is listened to instead of 443
 */
public record ServicePorts(Function<ObjectKey, Optional<ObjectNode>> services, int httpsPort) {
  private static final String SUFFIX = ".svc";
  private static final int HTTPS = 443;

  /** The address of a host, which may be that of a Service. */
  InetSocketAddress resolve(String host, int port) {
    int dot = host.indexOf('.');
    if (dot < 0 || !host.endsWith(SUFFIX) || dot == host.length() - SUFFIX.length()) {
      return new InetSocketAddress(host, port);
    }
    String namespace = host.substring(dot + 1, host.length() - SUFFIX.length());
    ObjectKey key = new ObjectKey(namespace, host.substring(0, dot));
    int target = services.apply(key).map(service -> target(service, port)).orElse(0);
    int local = port == HTTPS ? httpsPort : port;
    return new InetSocketAddress(here(host), target > 0 ? target : local);
  }

  // Under the name of the Service, which is what its certificate must be for.
  private static InetAddress here(String host) {
    try {
      return InetAddress.getByAddress(host, InetAddress.getLoopbackAddress().getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(host, e);
    }
  }

  private static int target(ObjectNode service, int port) {
    for (JsonNode candidate : Documents.at(service, "spec", "ports")) {
      if (candidate.path("port").asInt() == port) {
        return candidate.path("targetPort").asInt();
      }
    }
    return 0;
  }
}
