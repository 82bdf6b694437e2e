package io.windlass.devcluster.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The formats of names, keys and values. Each returns what is wrong with a text, in the API
 * server's words; nothing if it is right. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object
 *     names</a>
 */
public final class Names {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern QUALIFIED =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final Pattern HEADER = Pattern.compile("[-A-Za-z0-9]+");
  private static final String NAME_FORM =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

  private Names() {}

  /** An RFC 1123 label: {@code my-name}. */
  static List<String> label(String name) {
    return form(
        name,
        LABEL,
        63,
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
            + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
            + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
  }

  /** An RFC 1123 subdomain: {@code example.com}. */
  static List<String> subdomain(String name) {
    return form(
        name,
        SUBDOMAIN,
        253,
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
            + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is"
            + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
  }

  /** An RFC 1035 label: a label that starts with a letter. */
  static List<String> label1035(String name) {
    return form(
        name,
        LABEL_1035,
        63,
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
            + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
            + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')");
  }

  /** A key of a label, an annotation or a resource: a name with an optional prefix. */
  public static List<String> qualified(String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() > 2) {
      return List.of(
          "a qualified name "
              + NAME_FORM
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> faults = new ArrayList<>();
    if (parts.size() == 2) {
      if (parts.getFirst().isEmpty()) {
        faults.add("prefix part must be non-empty");
      } else {
        subdomain(parts.getFirst()).forEach(message -> faults.add("prefix part " + message));
      }
    }
    String last = parts.getLast();
    if (last.isEmpty()) {
      faults.add("name part must be non-empty");
    }
    form(last, QUALIFIED, 63, NAME_FORM).forEach(message -> faults.add("name part " + message));
    return faults;
  }

  /** The value of a label. */
  public static List<String> labelValue(String value) {
    return form(
        value,
        LABEL_VALUE,
        63,
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
            + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
            + " 'my_value',  or '12345', regex used for validation is"
            + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
  }

  /** A key of a ConfigMap or Secret: a file name. */
  static List<String> configKey(String key) {
    List<String> faults =
        new ArrayList<>(
            form(
                key,
                CONFIG_KEY,
                253,
                "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
                    + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
                    + " '[-._a-zA-Z0-9]+')"));
    if (key.equals(".") || key.equals("..")) {
      faults.add("must not be '" + key + "'");
    } else if (key.startsWith("..")) {
      faults.add("must not start with '..'");
    }
    return faults;
  }

  /** The name of a port: {@code http}. */
  static List<String> portName(String name) {
    List<String> faults = new ArrayList<>();
    if (name.length() > 15) {
      faults.add("must be no more than 15 characters");
    }
    if (!name.matches("[-a-z0-9]+")) {
      faults.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (!name.matches(".*[a-z].*")) {
      faults.add("must contain at least one letter (a-z)");
    }
    if (name.contains("--")) {
      faults.add("must not contain consecutive hyphens");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      faults.add("must not begin or end with a hyphen");
    }
    return faults;
  }

  /** The name of an environment variable, in the relaxed form of Kubernetes 1.32. */
  static List<String> environmentVariable(String name) {
    return name.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '=')
        ? List.of()
        : List.of(
            "a valid environment variable name must consist only of printable ASCII characters"
                + " other than '='");
  }

  static List<String> header(String name) {
    return HEADER.matcher(name).matches()
        ? List.of()
        : List.of(
            "a valid HTTP header must consist of alphanumeric characters or '-' (e.g."
                + " 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')");
  }

  /** A domain and a path in it: {@code example.com/controller}. */
  static List<String> domainPath(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1) {
      return List.of("must be a domain-prefixed path (such as \"acme.io/foo\")");
    }
    List<String> faults = new ArrayList<>(subdomain(text.substring(0, slash)));
    if (!text.substring(slash + 1).matches("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+")) {
      faults.add("the path part has characters that paths of addresses cannot have");
    }
    return faults;
  }

  private static List<String> form(String text, Pattern pattern, int maxLength, String words) {
    List<String> faults = new ArrayList<>();
    if (text.length() > maxLength) {
      faults.add("must be no more than %d characters".formatted(maxLength));
    }
    if (!pattern.matcher(text).matches()) {
      faults.add(words);
    }
    return faults;
  }

  /** Anything that can stand between two slashes of an address. */
  static List<String> pathSegment(String text) {
    if (text.equals(".") || text.equals("..")) {
      return List.of("may not be '" + text + "'");
    }
    return Stream.of("/", "%")
        .filter(text::contains)
        .map(part -> "may not contain '" + part + "'")
        .toList();
  }
}
