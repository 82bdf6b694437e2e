package io.windlass.controllers.adapter.fabric8;

import io.fabric8.kubernetes.client.http.HttpClient.ProxyType;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import io.fabric8.kubernetes.client.http.TlsVersion;
import io.windlass.controllers.adapter.http.Origin;
import io.windlass.controllers.adapter.http.Origin.Way;
import io.windlass.controllers.adapter.http.Tls;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What fabric8's client knows about its server and the way to it. */
final class ClientOrigin {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private ClientOrigin() {}

  static Origin of(StandardHttpClientBuilder<?, ?, ?> client, URI server) {
    boolean isEncrypted = "https".equalsIgnoreCase(server.getScheme());
    String host = Optional.ofNullable(server.getHost()).orElseThrow();
    int port = server.getPort() >= 0 ? server.getPort() : isEncrypted ? 443 : 80;
    return new Origin(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port,
        isEncrypted ? Optional.of(tls(client)) : Optional.empty(),
        way(client),
        Optional.ofNullable(client.getConnectTimeout())
            .filter(Duration::isPositive)
            .orElse(CONNECT));
  }

  private static Tls tls(StandardHttpClientBuilder<?, ?, ?> client) {
    List<String> versions =
        Optional.ofNullable(client.getTlsVersions()).stream()
            .flatMap(Arrays::stream)
            .map(TlsVersion::javaName)
            .toList();
    return new Tls(
        client.getSslContext(),
        versions,
        Optional.ofNullable(client.getTlsServerName()).filter(name -> !name.isEmpty()));
  }

  private static Way way(StandardHttpClientBuilder<?, ?, ?> client) {
    InetSocketAddress proxy = client.getProxyAddress();
    ProxyType type = client.getProxyType();
    if (proxy == null || type == ProxyType.DIRECT) {
      return new Way.Direct();
    }
    return type == ProxyType.SOCKS4 || type == ProxyType.SOCKS5
        ? new Way.Socks(proxy)
        : new Way.Tunnel(proxy, Optional.ofNullable(client.getProxyAuthorization()));
  }
}
