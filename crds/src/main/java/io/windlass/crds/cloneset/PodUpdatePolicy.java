package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a pod gets from its revision to the next; the constants are the words of the API. */
public enum PodUpdatePolicy {
  /** Delete the pod and create a new one. */
  @JsonProperty("ReCreate")
  RECREATE,
  /** Change the running pod where Kubernetes allows it, otherwise re-create it. */
  @JsonProperty("InPlaceIfPossible")
  IN_PLACE_IF_POSSIBLE,
  /** Change the running pod; what cannot be changed in place is not updated. */
  @JsonProperty("InPlaceOnly")
  IN_PLACE_ONLY
}
