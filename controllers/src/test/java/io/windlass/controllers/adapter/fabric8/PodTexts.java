package io.windlass.controllers.adapter.fabric8;

/** What an API server writes about pods of which little is known, in JSON. */
final class PodTexts {
  private PodTexts() {}

  static String pod(String name, long version) {
    return """
    {"metadata":{"name":"%s","uid":"uid-%s","resourceVersion":"%d"}}\
    """
        .formatted(name, name, version);
  }

  /** A frame of a watch. */
  static String event(String type, String object) {
    return "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
  }

  static String bookmark(long version) {
    return event("BOOKMARK", "{\"metadata\":{\"resourceVersion\":\"" + version + "\"}}");
  }

  /** The bookmark that says that all that existed has been sent. */
  static String endOfInitial(long version) {
    return event(
        "BOOKMARK",
        """
        {"metadata":{"resourceVersion":"%d","annotations":{"k8s.io/initial-events-end":"true"}}}\
        """
            .formatted(version));
  }

  /**
   * A page of a list.
   *
   * @param next how to ask for the next page, empty for the last
   */
  static String list(long version, String next, String... items) {
    return """
    {"kind":"PodList","metadata":{"resourceVersion":"%d","continue":"%s"},"items":[%s]}\
    """
        .formatted(version, next, String.join(",", items));
  }

  static String status(int code, String message) {
    return "{\"kind\":\"Status\",\"code\":%d,\"message\":\"%s\"}".formatted(code, message);
  }
}
