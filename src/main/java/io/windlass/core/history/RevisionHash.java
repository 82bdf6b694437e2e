package io.windlass.core.history;

import io.windlass.core.model.Utf8;

/**
 * The hash in the names of ControllerRevisions, as Kubernetes makes it: FNV-1, 32 bits, its decimal
 * form spelled with letters that make no words (k8s.io/kubernetes/pkg/controller/history).
 */
public final class RevisionHash {
  /** Letters that neither look alike nor form words. */
  public static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int OFFSET = 0x811c9dc5;
  private static final int PRIME = 0x01000193;
  private static final int LONGEST_PARENT = 223;

  private RevisionHash() {}

  /** The hash of a document that was tried this often before. */
  public static String of(String document, int collisions) {
    int hash = OFFSET;
    for (int octet : Utf8.octets(document + collisions)) {
      hash = (hash * PRIME) ^ octet;
    }
    return spelled(Integer.toUnsignedString(hash));
  }

  /** The name of a revision; only the first 223 characters of the parent's count. */
  public static String revisionName(String parent, String hash) {
    return parent.substring(0, Math.min(parent.length(), LONGEST_PARENT)) + "-" + hash;
  }

  /** Text of ASCII spelled with letters that make no words. */
  public static String spelled(String digits) {
    StringBuilder out = new StringBuilder();
    digits.chars().forEach(digit -> out.append(ALPHABET.charAt(digit % ALPHABET.length())));
    return out.toString();
  }
}
