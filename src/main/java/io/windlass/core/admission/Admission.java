package io.windlass.core.admission;

/** Answers one kind of request; must not throw for anything that a user can write. */
@FunctionalInterface
public interface Admission {
  AdmissionAnswer answer(AdmissionRequest request);
}
