package io.windlass.devcluster.discovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * A page that clients keep: its content is made when somebody wants it, its tag changes with it.
 * Immutable; the content may be made more than once.
 *
 * @param tag hexadecimal digits
 */
public record Page(String tag, Supplier<byte[]> content) {

  /** A page whose tag is the digest of its content. */
  public static Page of(byte[] content) {
    return new Page(digest(content), () -> content);
  }

  static String digest(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(content);
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
