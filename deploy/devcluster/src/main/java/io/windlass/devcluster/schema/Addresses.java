package io.windlass.devcluster.schema;

import java.util.List;
import java.util.regex.Pattern;

/** Texts that are IP addresses; never asks a name server. Stateless. */
public final class Addresses {
  private static final Pattern V4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

  private Addresses() {}

  /** Four decimal numbers up to 255, without leading zeros. */
  public static boolean isV4(String text) {
    return V4.matcher(text).matches()
        && Pattern.compile("\\.").splitAsStream(text).allMatch(n -> Integer.parseInt(n) <= 255);
  }

  /** Eight groups of hexadecimal digits, one run of zeros left out at most, the tail perhaps v4. */
  public static boolean isV6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text) == 8;
    }
    int left = groups(text.substring(0, gap));
    int right = groups(text.substring(gap + 2));
    return left >= 0 && right >= 0 && left + right < 8;
  }

  public static boolean isAddress(String text) {
    return isV4(text) || isV6(text);
  }

  /** An address and a prefix length. */
  public static boolean isCidr(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
      return false;
    }
    int bits = Integer.parseInt(text.substring(slash + 1));
    String address = text.substring(0, slash);
    return (isV4(address) && bits <= 32) || (isV6(address) && bits <= 128);
  }

  // How many groups of 16 bits, or -1 if the text is none.
  private static int groups(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    List<String> parts = Pattern.compile(":").splitAsStream(text).toList();
    boolean endsInV4 = isV4(parts.getLast());
    List<String> hex = endsInV4 ? parts.subList(0, parts.size() - 1) : parts;
    boolean valid = !text.endsWith(":") && hex.stream().allMatch(g -> GROUP.matcher(g).matches());
    return valid ? hex.size() + (endsInV4 ? 2 : 0) : -1;
  }
}
