package io.windlass.controllers.adapter.http;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * How connections to a server are encrypted. Immutable.
 *
 * @param versions as the JDK names them, empty for its own choice
 * @param serverName what the server's certificate must be for, instead of the host
 */
public record Tls(SSLContext context, List<String> versions, Optional<String> serverName) {
  public Tls {
    versions = List.copyOf(versions);
  }

  /** Encrypts a connection, after the server has proven that it is who it should be. */
  SSLSocket over(Socket plain, String host, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, serverName.orElse(host), port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!versions.isEmpty()) {
      parameters.setProtocols(versions.toArray(String[]::new));
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
