package io.windlass.controllers.adapter.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * Where a server is and how it is reached. Immutable.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param tls how to encrypt, empty for plain text
 * @param way through what the connection goes
 * @param connectTimeout for each address of the host
 */
public record Origin(String host, int port, Optional<Tls> tls, Way way, Duration connectTimeout) {

  /** What a connection goes through. */
  public sealed interface Way {
    /** Straight to the server. */
    record Direct() implements Way {}

    /** Through a SOCKS proxy. */
    record Socks(InetSocketAddress proxy) implements Way {}

    /**
     * Through a tunnel that an HTTP proxy is asked for.
     *
     * @param authorization the header {@code Proxy-Authorization}, empty for none
     */
    record Tunnel(InetSocketAddress proxy, Optional<String> authorization) implements Way {}
  }

  /** As in the header {@code Host}. */
  public String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /**
   * Opens a connection, with the handshake of TLS and without a byte of any request.
   *
   * @throws IOException if none comes about
   */
  Connection connect() throws IOException {
    Socket plain = reached();
    boolean isOpen = false;
    try {
      plain.setTcpNoDelay(true);
      Connection connection = tls.isEmpty() ? Connection.over(plain) : encrypted(plain, tls.get());
      isOpen = true;
      return connection;
    } finally {
      if (!isOpen) {
        plain.close();
      }
    }
  }

  private Connection encrypted(Socket plain, Tls how) throws IOException {
    // Whoever does not answer the handshake in time has not been reached.
    plain.setSoTimeout(Math.toIntExact(connectTimeout.toMillis()));
    SSLSocket socket = how.over(plain, host, port);
    plain.setSoTimeout(0);
    return Connection.over(socket, plain);
  }

  private Socket reached() throws IOException {
    return switch (way) {
      case Way.Direct() -> direct();
      case Way.Socks(InetSocketAddress proxy) ->
          opened(
              new Socket(new Proxy(Proxy.Type.SOCKS, proxy)),
              InetSocketAddress.createUnresolved(host, port));
      case Way.Tunnel(InetSocketAddress proxy, var authorization) ->
          tunnelled(proxy, authorization);
    };
  }

  /** Tries one address after the other. */
  private Socket direct() throws IOException {
    IOException failure = new UnknownHostException(host);
    for (InetAddress address : InetAddress.getAllByName(host)) {
      try {
        return opened(new Socket(Proxy.NO_PROXY), new InetSocketAddress(address, port));
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private Socket opened(Socket socket, InetSocketAddress address) throws IOException {
    boolean isOpen = false;
    try {
      socket.connect(address, Math.toIntExact(connectTimeout.toMillis()));
      isOpen = true;
      return socket;
    } finally {
      if (!isOpen) {
        socket.close();
      }
    }
  }

  private Socket tunnelled(InetSocketAddress proxy, Optional<String> authorization)
      throws IOException {
    InetSocketAddress address =
        proxy.isUnresolved()
            ? new InetSocketAddress(proxy.getHostString(), proxy.getPort())
            : proxy;
    Socket socket = opened(new Socket(Proxy.NO_PROXY), address);
    boolean isOpen = false;
    try {
      askForTunnel(socket, authorization);
      isOpen = true;
      return socket;
    } finally {
      if (!isOpen) {
        socket.close();
      }
    }
  }

  private void askForTunnel(Socket socket, Optional<String> authorization) throws IOException {
    socket.setSoTimeout(Math.toIntExact(connectTimeout.toMillis()));
    BasicClassicHttpRequest request = new BasicClassicHttpRequest("CONNECT", null, authority());
    request.addHeader("Host", authority());
    authorization.ifPresent(value -> request.addHeader("Proxy-Authorization", value));
    ClassicHttpResponse answer = Connection.over(socket).exchange(request);
    if (answer.getCode() != HttpStatus.SC_OK) {
      throw new ConnectException("the proxy answers " + answer.getCode());
    }
    socket.setSoTimeout(0);
  }
}
