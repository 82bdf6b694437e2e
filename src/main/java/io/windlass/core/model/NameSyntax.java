package io.windlass.core.model;

import java.util.regex.Pattern;

/** The forms of names that the API demands (RFC 1123 and Kubernetes' label syntax). Stateless. */
public final class NameSyntax {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern WORD =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  private NameSyntax() {}

  /** At most 63 lower-case letters, digits and inner dashes. */
  public static boolean isDnsLabel(String text) {
    return DNS_LABEL.matcher(text).matches();
  }

  /** At most 253 characters: labels joined by dots. */
  public static boolean isDnsSubdomain(String text) {
    return text.length() <= 253 && DNS_SUBDOMAIN.matcher(text).matches();
  }

  /** The key of a label or an annotation: a word, or a subdomain, a slash and a word. */
  public static boolean isQualifiedName(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? WORD.matcher(text).matches()
        : isDnsSubdomain(text.substring(0, slash))
            && WORD.matcher(text.substring(slash + 1)).matches();
  }

  /** The value of a label: empty or a word. */
  public static boolean isLabelValue(String text) {
    return text.isEmpty() || WORD.matcher(text).matches();
  }
}
