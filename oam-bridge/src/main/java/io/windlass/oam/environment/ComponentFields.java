package io.windlass.oam.environment;

/** What happens to fields of embedded workloads that are not the developer's. */
public enum ComponentFields {
  /** Those that touch machines and rights are refused. */
  ENFORCE,
  /** All are only pointed out. */
  WARN
}
