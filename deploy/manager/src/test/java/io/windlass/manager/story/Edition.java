package io.windlass.manager.story;

/** One of the two versions of CloneSet: how a user writes in it what both can say. */
enum Edition {
  /** What OpenKruise 1.9 serves; needs no webhook. */
  OLDER("v1alpha1"),
  /** The hub, which is there where webhooks are. */
  HUB("v1beta1");

  private static final String EXCLUDE = "apps.kruise.io/cloneset-scaling-exclude-preparing-delete";

  private final String version;

  Edition(String version) {
    this.version = version;
  }

  String version() {
    return version;
  }

  /**
   * {@code updateStrategy} as flow YAML.
   *
   * @param type as in the older version
   * @param fields of a rolling update, as the inside of a flow mapping
   */
  String strategy(String type, String fields) {
    String more = fields.isEmpty() ? "" : ", " + fields;
    return switch (this) {
      case OLDER -> "{type: %s%s}".formatted(type, more);
      case HUB ->
          type.equals("OnDelete")
              ? "{type: OnDelete}"
              : "{type: RollingUpdate, rollingUpdate: {podUpdatePolicy: %s%s}}"
                  .formatted(type, more);
    };
  }

  /** A change of some fields of the rolling update, as the inside of the spec. */
  String rolling(String fields) {
    return switch (this) {
      case OLDER -> "updateStrategy: {%s}".formatted(fields);
      case HUB -> "updateStrategy: {rollingUpdate: {%s}}".formatted(fields);
    };
  }

  /** Whether pods take over the claims of pods that somebody deleted, as the inside of the spec. */
  String claimsAreReused(boolean reused) {
    return switch (this) {
      case OLDER -> "scaleStrategy: {disablePVCReuse: %s}".formatted(!reused);
      case HUB -> "scaleStrategy: {enablePVCReuse: %s}".formatted(reused);
    };
  }

  /** A CloneSet that replaces pods whose deletion waits, as the inside of the object. */
  String replacesLeavers() {
    return switch (this) {
      case OLDER -> "metadata: {labels: {%s: 'true'}}".formatted(EXCLUDE);
      case HUB -> "spec: {scaleStrategy: {excludePreparingDelete: true}}";
    };
  }
}
