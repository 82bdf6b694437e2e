package io.windlass.devcluster.cel;

import io.windlass.devcluster.schema.Addresses;
import java.math.BigInteger;
import java.net.InetAddress;

/** A network: an address of it and how many leading bits its addresses share. */
record Cidr(InetAddress address, int bits) {
  /** Reads a valid text. */
  static Cidr of(String text) {
    if (!Addresses.isCidr(text)) {
      throw new IllegalArgumentException("invalid CIDR address: " + text);
    }
    int slash = text.indexOf('/');
    return new Cidr(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  boolean contains(InetAddress other) {
    int width = address.getAddress().length * 8;
    return other.getAddress().length * 8 == width
        && number(other).shiftRight(width - bits).equals(number(address).shiftRight(width - bits));
  }

  boolean contains(Cidr other) {
    return other.bits >= bits && contains(other.address);
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }
}
