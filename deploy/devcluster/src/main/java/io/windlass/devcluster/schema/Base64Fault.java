package io.windlass.devcluster.schema;

import java.util.Optional;

/** Checks padded base64 the way the API server's decoder does, and says where it goes wrong. */
final class Base64Fault {
  private Base64Fault() {}

  /** The fault in a text that should be standard base64; line breaks are allowed. */
  static Optional<String> of(String text) {
    int digits = 0;
    int padding = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && digits % 4 >= 2 && padding < 4 - digits % 4) {
        padding++;
      } else if (isDigit(c) && padding == 0) {
        digits++;
      } else if (c != '\r' && c != '\n') {
        return fault(i);
      }
    }
    return (digits + padding) % 4 == 0 ? Optional.empty() : fault(text.length());
  }

  private static boolean isDigit(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/';
  }

  private static Optional<String> fault(int at) {
    return Optional.of("illegal base64 data at input byte " + at);
  }
}
