package io.windlass.controllers.autoscaling.sample;

import io.windlass.controllers.adapter.fabric8.JsonReply;

/** Says why metrics could not be had, so that one knows whom to ask. Stateless. */
final class Failures {
  private static final int UNAVAILABLE = 503;

  private Failures() {}

  static String words(String path, JsonReply reply) {
    String what = path.split("\\?", 2)[0];
    return switch (reply.code()) {
      case 0 -> "no answer from %s: %s".formatted(what, reply.message());
      case 404 ->
          "%s is not served, or knows nothing of it: %s".formatted(api(what), reply.message());
      case UNAVAILABLE ->
          "%s is installed but not available: %s".formatted(api(what), reply.message());
      default -> "%s answered %d: %s".formatted(what, reply.code(), reply.message());
    };
  }

  private static String api(String path) {
    String[] parts = path.split("/", 5);
    return parts.length > 3 && parts[1].equals("apis") ? parts[2] + "/" + parts[3] : path;
  }
}
