package io.windlass.runtime.control;

/**
 * A stretch of time in which this process is the leader. Plans are made in a term and may only be
 * carried out in it. Thread-safe; never blocks.
 */
public interface Term {
  /** The term of a process that has no rival. */
  Term UNCONTESTED =
      new Term() {
        @Override
        public long number() {
          return 0;
        }

        @Override
        public boolean isCurrent() {
          return true;
        }
      };

  /** Grows with every term; for example the Lease's {@code leaseTransitions}. */
  long number();

  /** Whether it lasts still; once false, it never becomes true again. */
  boolean isCurrent();
}
