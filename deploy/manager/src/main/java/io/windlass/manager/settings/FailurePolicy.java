package io.windlass.manager.settings;

/** What an API server does when a webhook does not answer. */
public enum FailurePolicy {
  /** Refuse the request. */
  FAIL("Fail"),
  /** Go on as if there were no webhook. */
  IGNORE("Ignore");

  private final String word;

  FailurePolicy(String word) {
    this.word = word;
  }

  /** The word of the API. */
  public String word() {
    return word;
  }

  /** The policy of a word of the API. */
  public static FailurePolicy parse(String text) {
    for (FailurePolicy policy : values()) {
      if (policy.word.equals(text)) {
        return policy;
      }
    }
    throw new IllegalArgumentException("a failure policy is Fail or Ignore, not " + text);
  }
}
