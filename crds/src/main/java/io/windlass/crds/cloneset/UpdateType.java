package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether pods follow a changed template; the constants are the words of the API. */
public enum UpdateType {
  /** They do, as the rolling update says. */
  @JsonProperty("RollingUpdate")
  ROLLING_UPDATE,
  /** A pod does when somebody deletes it. */
  @JsonProperty("OnDelete")
  ON_DELETE
}
