package io.windlass.devcluster.auth;

import io.windlass.devcluster.auth.Access.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from method, path and query of a request what it wants, before anything else is known of
 * it: also for types that are not served. Stateless. Source: the request info of the API server.
 */
public final class AccessReader {
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final Pattern NAMED = Pattern.compile("metadata\\.name==?([^=]*)");
  private static final Set<String> PATH_VERBS = Set.of("proxy", "watch");

  private AccessReader() {}

  /**
   * What a request wants.
   *
   * @param query the first value of each parameter
   */
  public static Access read(String method, String path, Map<String, String> query) {
    List<String> parts = parts(path);
    boolean core = !parts.isEmpty() && parts.getFirst().equals("api");
    boolean grouped = !parts.isEmpty() && parts.getFirst().equals("apis");
    if ((core && parts.size() >= 3) || (grouped && parts.size() >= 4)) {
      String group = core ? "" : parts.get(1);
      return resource(method, group, parts.subList(core ? 2 : 3, parts.size()), query);
    }
    return new Access.ToPath(method.toLowerCase(Locale.ROOT), path);
  }

  private static List<String> parts(String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return start == end ? List.of() : List.of(path.substring(start, end).split("/", -1));
  }

  private static Access resource(
      String method, String group, List<String> rest, Map<String, String> query) {
    boolean stated = PATH_VERBS.contains(rest.getFirst()) && rest.size() > 1;
    List<String> parts = stated ? rest.subList(1, rest.size()) : rest;
    boolean scoped = parts.getFirst().equals("namespaces") && parts.size() > 1;
    String namespace = scoped ? parts.get(1) : "";
    if (scoped && parts.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(parts.get(2))) {
      parts = parts.subList(2, parts.size());
    }
    String name = at(parts, 1);
    String verb = stated ? rest.getFirst() : verb(method);
    String subresource = verb.equals("proxy") ? "" : at(parts, 2);
    if (verb.equals("get") && name.isEmpty()) {
      verb = watches(query) ? "watch" : "list";
      name = selectedName(query);
    } else if (verb.equals("delete") && name.isEmpty()) {
      verb = "deletecollection";
    }
    return new Access.ToResource(
        verb, group, parts.getFirst(), subresource, new Place(namespace, name));
  }

  private static String verb(String method) {
    return switch (method) {
      case "POST" -> "create";
      case "GET", "HEAD" -> "get";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> "";
    };
  }

  private static boolean watches(Map<String, String> query) {
    String value = query.getOrDefault("watch", "false").toLowerCase(Locale.ROOT);
    return !value.equals("false") && !value.equals("0");
  }

  /** A list or watch of one object by its name is authorized as one of that name. */
  private static String selectedName(Map<String, String> query) {
    for (String term : COMMA.split(query.getOrDefault("fieldSelector", ""), -1)) {
      Matcher matcher = NAMED.matcher(term);
      if (matcher.matches() && isPathSegment(matcher.group(1))) {
        return matcher.group(1);
      }
    }
    return "";
  }

  private static boolean isPathSegment(String name) {
    return !Set.of(".", "..").contains(name) && !name.contains("/") && !name.contains("%");
  }

  private static String at(List<String> parts, int index) {
    return index < parts.size() ? parts.get(index) : "";
  }
}
