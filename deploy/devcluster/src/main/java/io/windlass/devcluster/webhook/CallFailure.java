package io.windlass.devcluster.webhook;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why a call did not succeed, as the API server says it. Stateless. */
final class CallFailure {
  private static final String TLS = "tls: failed to verify certificate: x509: ";

  private CallFailure() {}

  /** What went wrong on the way. */
  static String of(Throwable failure, ClientConfig config, InetSocketAddress address) {
    String host = config.uri().getHost();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case TimeoutException _ -> {
          return "context deadline exceeded";
        }
        case ConnectException _ -> {
          String place = address.getAddress().getHostAddress() + ":" + address.getPort();
          return "dial tcp %s: connect: connection refused".formatted(place);
        }
        case UnknownHostException _ -> {
          return "dial tcp: lookup %s: no such host".formatted(host);
        }
        case SSLException tls -> {
          return untrusted(tls, host);
        }
        case EOFException _ -> {
          return "EOF";
        }
        default -> {}
      }
    }
    return String.valueOf(failure.getMessage());
  }

  private static String untrusted(SSLException failure, String host) {
    StringBuilder words = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      words.append(cause.getMessage()).append(' ');
    }
    if (words.indexOf("certification path") >= 0
        || words.indexOf("trustAnchors") >= 0
        || words.indexOf("signature check failed") >= 0) {
      return TLS + "certificate signed by unknown authority";
    }
    if (words.indexOf("alternative") >= 0 || words.indexOf("No name matching") >= 0) {
      return TLS + "certificate is not valid for " + host;
    }
    return "tls: " + failure.getMessage();
  }

  /** What an answer without success means. */
  static String of(int code, String body) {
    return switch (code) {
      case 400 -> "the server rejected our request for an unknown reason";
      case 401 -> "the server has asked for the client to provide credentials";
      case 403 -> "unknown";
      case 404 -> "the server could not find the requested resource";
      case 405 -> "the server does not allow this method on the requested resource";
      case 429 -> "the server has received too many requests and has asked us to try again later";
      case 503 -> "the server is currently unable to handle the request";
      case 504 -> "the server was unable to return a response in the time allotted";
      default ->
          code >= 500
              ? "an error on the server (\"%s\") has prevented the request from succeeding"
                  .formatted(body.isBlank() ? "unknown" : body.strip())
              : "the server responded with the status code %d but did not return more information"
                  .formatted(code);
    };
  }
}
