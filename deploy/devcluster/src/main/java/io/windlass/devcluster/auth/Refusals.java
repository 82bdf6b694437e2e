package io.windlass.devcluster.auth;

import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.api.RequestScope.User;
import java.util.List;

/** The two refusals at the door, in the words of the API server. Stateless. */
public final class Refusals {
  private Refusals() {}

  /** 401 for nobody, and for somebody whose credentials do not hold. */
  public static ApiException unauthorized() {
    return new ApiException(401, "Unauthorized", "Unauthorized", Subject.NONE, List.of());
  }

  /**
   * 403 for somebody who may not do that.
   *
   * @param reason what may have gone wrong; may be empty
   */
  public static ApiException forbidden(User user, Access access, String reason) {
    String why = escaped(words(user, access)) + (reason.isEmpty() ? "" : ": " + reason);
    return switch (access) {
      case Access.ToPath _ -> refusal("forbidden: " + why, Subject.NONE);
      case Access.ToResource to -> {
        String type = to.group().isEmpty() ? to.resource() : to.resource() + "." + to.group();
        String named = to.name().isEmpty() ? type : type + " \"" + to.name() + "\"";
        Subject subject = new Subject(to.group(), to.resource(), to.name());
        yield refusal(named + " is forbidden: " + why, subject);
      }
    };
  }

  private static ApiException refusal(String message, Subject subject) {
    return new ApiException(403, "Forbidden", message, subject, List.of());
  }

  private static String words(User user, Access access) {
    return switch (access) {
      case Access.ToPath to ->
          "User \"%s\" cannot %s path \"%s\"".formatted(user.name(), to.verb(), to.path());
      case Access.ToResource to ->
          "User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
              .formatted(user.name(), to.verb(), to.combined(), to.group(), where(to));
    };
  }

  private static String where(Access.ToResource to) {
    return to.namespace().isEmpty()
        ? "at the cluster scope"
        : "in the namespace \"" + to.namespace() + "\"";
  }

  // Messages end up in web pages now and then.
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
