package io.windlass.devcluster.cel;

import static io.windlass.devcluster.cel.Types.CIDR;
import static io.windlass.devcluster.cel.Types.IP;
import static io.windlass.devcluster.cel.Types.STRING;
import static io.windlass.devcluster.cel.Types.URL;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import io.windlass.devcluster.schema.Addresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Kubernetes' functions on URLs and IP addresses. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">CEL in Kubernetes</a>
 */
final class NetworkFunctions {
  private NetworkFunctions() {}

  static void declare(Overloads functions) {
    urls(functions);
    addresses(functions);
    networks(functions);
  }

  private static void urls(Overloads functions) {
    functions.global("url", STRING, URL.type(), NetworkFunctions::url);
    functions.global("isURL", STRING, SimpleType.BOOL, NetworkFunctions::isUrl);
    functions.member("getScheme", URL, SimpleType.STRING, url -> orEmpty(url.getScheme()));
    functions.member("getHostname", URL, SimpleType.STRING, NetworkFunctions::hostname);
    functions.member("getHost", URL, SimpleType.STRING, url -> hostname(url, url.getHost()));
    functions.member(
        "getPort",
        URL,
        SimpleType.STRING,
        url -> url.getPort() < 0 ? "" : Integer.toString(url.getPort()));
    functions.member("getEscapedPath", URL, SimpleType.STRING, url -> orEmpty(url.getRawPath()));
    functions.member(
        "getQuery",
        URL,
        MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING)),
        NetworkFunctions::query);
  }

  private static void addresses(Overloads functions) {
    functions.global("ip", STRING, IP.type(), NetworkFunctions::ip);
    functions.global("isIP", STRING, SimpleType.BOOL, Addresses::isAddress);
    functions.global("string", IP, SimpleType.STRING, InetAddress::getHostAddress);
    functions.global(
        "ip.isCanonical", STRING, SimpleType.BOOL, text -> ip(text).getHostAddress().equals(text));
    functions.member("family", IP, SimpleType.INT, ip -> ip.getAddress().length == 4 ? 4L : 6L);
    functions.member("isUnspecified", IP, SimpleType.BOOL, InetAddress::isAnyLocalAddress);
    functions.member("isLoopback", IP, SimpleType.BOOL, InetAddress::isLoopbackAddress);
    functions.member("isLinkLocalMulticast", IP, SimpleType.BOOL, InetAddress::isMCLinkLocal);
    functions.member("isLinkLocalUnicast", IP, SimpleType.BOOL, InetAddress::isLinkLocalAddress);
    functions.member("isGlobalUnicast", IP, SimpleType.BOOL, NetworkFunctions::isGlobal);
  }

  private static void networks(Overloads functions) {
    functions.global("cidr", STRING, CIDR.type(), Cidr::of);
    functions.global("isCIDR", STRING, SimpleType.BOOL, Addresses::isCidr);
    functions.global("string", CIDR, SimpleType.STRING, NetworkFunctions::text);
    functions.member("containsIP", CIDR, STRING, SimpleType.BOOL, (c, ip) -> c.contains(ip(ip)));
    functions.member("containsIP", CIDR, IP, SimpleType.BOOL, Cidr::contains);
    functions.member(
        "containsCIDR", CIDR, STRING, SimpleType.BOOL, (c, other) -> c.contains(Cidr.of(other)));
    functions.member("containsCIDR", CIDR, CIDR, SimpleType.BOOL, Cidr::contains);
    functions.member("ip", CIDR, IP.type(), Cidr::address);
    functions.member("prefixLength", CIDR, SimpleType.INT, c -> (long) c.bits());
  }

  private static String text(Cidr cidr) {
    return cidr.address().getHostAddress() + "/" + cidr.bits();
  }

  private static boolean isGlobal(InetAddress ip) {
    return !ip.isAnyLocalAddress()
        && !ip.isLoopbackAddress()
        && !ip.isMulticastAddress()
        && !ip.isLinkLocalAddress();
  }

  private static InetAddress ip(String text) {
    if (!Addresses.isAddress(text)) {
      throw new IllegalArgumentException("IP Address \"%s\" parse error".formatted(text));
    }
    return InetAddress.ofLiteral(text);
  }

  private static boolean isUrl(String text) {
    try {
      url(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  // As a request line would have it: absolute, or at least a path from the root.
  private static URI url(String text) {
    URI uri = URI.create(text);
    if (!text.startsWith("/") && !uri.isAbsolute()) {
      throw new IllegalArgumentException(
          "URL parse error during conversion from string: parse \"%s\": invalid URI for request"
              .formatted(text));
    }
    return uri;
  }

  private static String hostname(URI url) {
    String host = orEmpty(url.getHost());
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String hostname(URI url, String host) {
    return url.getPort() < 0 ? orEmpty(host) : orEmpty(host) + ":" + url.getPort();
  }

  private static Map<String, List<String>> query(URI url) {
    Map<String, List<String>> values = new TreeMap<>();
    for (String pair : orEmpty(url.getRawQuery()).split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (!name.isEmpty()) {
        values.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
