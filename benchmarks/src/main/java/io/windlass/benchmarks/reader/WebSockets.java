package io.windlass.benchmarks.reader;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The server's side of a WebSocket (RFC 6455), as far as a watch needs it: the handshake, and whole
 * messages that are not masked. Stateless.
 */
final class WebSockets {
  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int FINAL_TEXT = 0x81;
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int LENGTH_IN_EIGHT_BYTES = 127;
  private static final int LARGEST_SMALL = 125;

  private WebSockets() {}

  /**
   * Accepts a handshake.
   *
   * @param key the client's {@code Sec-WebSocket-Key}
   */
  static void accept(String key, OutputStream out) throws IOException {
    String answer =
        """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: %s\r
        \r
        """
            .formatted(accepted(key));
    out.write(answer.getBytes(US_ASCII));
  }

  private static String accepted(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + SALT).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** What stands before a message of text of this length. */
  static byte[] head(int length) {
    if (length <= LARGEST_SMALL) {
      return new byte[] {(byte) FINAL_TEXT, (byte) length};
    }
    if (length <= 0xffff) {
      return new byte[] {
        (byte) FINAL_TEXT, LENGTH_IN_TWO_BYTES, (byte) (length >>> 8), (byte) length
      };
    }
    return new byte[] {
      (byte) FINAL_TEXT,
      LENGTH_IN_EIGHT_BYTES,
      0,
      0,
      0,
      0,
      (byte) (length >>> 24),
      (byte) (length >>> 16),
      (byte) (length >>> 8),
      (byte) length
    };
  }
}
