package io.windlass.oam.document;

/** What follows from a problem. */
public enum Severity {
  /** The document is refused; one that is there already is not obeyed at all. */
  ERROR,
  /** The document is obeyed, and whoever wrote it is told. */
  WARNING
}
