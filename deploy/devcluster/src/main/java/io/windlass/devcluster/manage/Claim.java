package io.windlass.devcluster.manage;

/**
 * What one manager owns, in the words of one version. Immutable.
 *
 * @param time of the last change of the set, RFC 3339; empty if nobody said
 */
record Claim(String apiVersion, FieldSet fields, String time) {
  Claim with(FieldSet others) {
    return others == fields ? this : new Claim(apiVersion, others, time);
  }

  Claim at(String when) {
    return new Claim(apiVersion, fields, when);
  }
}
