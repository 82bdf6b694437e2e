package io.windlass.devcluster.auth.identity;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.RequestScope.User;
import io.windlass.devcluster.auth.Access;
import io.windlass.devcluster.auth.Access.Place;
import io.windlass.devcluster.auth.Access.ToResource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a request wants to be taken for, by its {@code Impersonate-} headers. Immutable.
 *
 * @param name empty for nobody else
 * @param extra keys in lower case
 */
public record Impersonation(
    String name, String uid, List<String> groups, Map<String, List<String>> extra) {
  private static final String USER = "impersonate-user";
  private static final String GROUP = "impersonate-group";
  private static final String UID = "impersonate-uid";
  private static final String EXTRA = "impersonate-extra-";
  private static final String AUTHENTICATION = "authentication.k8s.io";

  /** A header that a request states. */
  public record Header(String name, String value) {}

  /** Reads headers; empty if nobody is impersonated, a 500 for a group or the like of nobody. */
  public static Optional<Impersonation> read(Iterable<Header> headers) {
    String name = "";
    String uid = "";
    List<String> groups = new ArrayList<>();
    Map<String, List<String>> extra = new LinkedHashMap<>();
    for (Header header : headers) {
      String field = header.name().toLowerCase(Locale.ROOT);
      switch (field) {
        case USER -> name = header.value();
        case UID -> uid = header.value();
        case GROUP -> groups.add(header.value());
        default -> addExtra(extra, field, header.value());
      }
    }
    if (name.isEmpty() && (!groups.isEmpty() || !uid.isEmpty() || !extra.isEmpty())) {
      throw ofNobody();
    }
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Impersonation(name, uid, groups, extra));
  }

  private static void addExtra(Map<String, List<String>> extra, String field, String value) {
    if (field.startsWith(EXTRA)) {
      String key = URLDecoder.decode(field.substring(EXTRA.length()), StandardCharsets.UTF_8);
      extra.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }
  }

  private static ApiException ofNobody() {
    String message = "Internal Server Error: requested groups, uid or extra without a user";
    return new ApiException(500, "InternalError", message, Subject.NONE, List.of());
  }

  /** All that must be allowed to somebody who wants this. */
  public List<Access> needed() {
    List<Access> needed = new ArrayList<>();
    needed.add(account().map(Impersonation::account).orElseGet(() -> of("", "users", name)));
    groups.forEach(group -> needed.add(of("", "groups", group)));
    extra.forEach(
        (key, values) ->
            values.forEach(
                value ->
                    needed.add(
                        new ToResource(
                            "impersonate",
                            AUTHENTICATION,
                            "userextras",
                            key,
                            new Place("", value)))));
    if (!uid.isEmpty()) {
      needed.add(of(AUTHENTICATION, "uids", uid));
    }
    return needed;
  }

  private static Access of(String group, String resource, String name) {
    return Access.to("impersonate", group, resource, "", name);
  }

  private static Access account(Place account) {
    return new ToResource("impersonate", "", "serviceaccounts", "", account);
  }

  /** The ServiceAccount that is meant, if it is one. */
  private Optional<Place> account() {
    String[] parts = name.split(":", -1);
    boolean isAccount = parts.length == 4 && name.startsWith("system:serviceaccount:");
    return isAccount ? Optional.of(new Place(parts[2], parts[3])) : Optional.empty();
  }

  /** Who it is then. */
  public User user() {
    List<String> all = new ArrayList<>(groups);
    if (groups.isEmpty()) {
      account().ifPresent(account -> all.addAll(User.accountGroups(account.namespace())));
    }
    boolean anonymous = name.equals(User.ANONYMOUS.name());
    String usual = anonymous ? User.UNAUTHENTICATED : User.AUTHENTICATED;
    if (!all.contains(User.UNAUTHENTICATED) && !all.contains(usual)) {
      all.add(usual);
    }
    return new User(name, uid, all, extra);
  }
}
