package io.windlass.runtime.store;

/** By what objects are grouped. */
enum Axis {
  OWNER,
  NAMESPACE,
  NODE
}
