package io.windlass.devcluster.cel;

/** Whom expressions ask what somebody may do: {@code authorizer}. */
public interface Authority {
  /** Decides one check. */
  Ruling rule(Check check);

  /**
   * What is asked. Parts that do not apply are empty.
   *
   * @param account {@code NAMESPACE/NAME} of the ServiceAccount that is asked about; empty for
   *     whoever makes the request
   * @param path for what is no resource
   */
  record Check(
      String account,
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name,
      String path) {
    static final Check NOTHING = new Check("", "", "", "", "", "", "", "");
  }

  /**
   * The decision.
   *
   * @param reason may be empty
   */
  record Ruling(boolean allowed, String reason) {}
}
