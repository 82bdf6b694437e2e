package io.windlass.oam.model;

/** Which generation's words a document is written in. */
public enum Generation {
  /** ComponentSchematics with typed parameters, and instances by name (OAM specification v0.1). */
  V1ALPHA1,
  /** Components that embed a workload, whose parameters write into fields of it (v0.2). */
  V1ALPHA2
}
