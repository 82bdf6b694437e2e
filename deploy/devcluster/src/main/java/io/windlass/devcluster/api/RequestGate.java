package io.windlass.devcluster.api;

import java.time.Duration;

/**
 * Lets a test in the same JVM come between a mutating HTTP request and its execution: to refuse it,
 * to delay it, or to carry it out without answering. Called on the request's own thread.
 */
public interface RequestGate {
  /** Lets everything pass. */
  RequestGate OPEN = write -> Verdict.PROCEED;

  /** What happens to a request. Called before anything is changed. */
  Verdict before(Write write);

  /** The same for a request that changes nothing; its verb is get, list or watch. */
  default Verdict beforeRead(Write read) {
    return Verdict.PROCEED;
  }

  /** Whether it looks at the names of objects that are created: for these bodies are read first. */
  default boolean asksForNames() {
    return false;
  }

  /** How a watch that proceeds will go. */
  default WatchCourse course(Write watch) {
    return WatchCourse.USUAL;
  }

  /** Called once a request that was carried out has its code, before it is answered. */
  default void after(Write write, int code) {}

  /**
   * A request; a mutating one unless the method says otherwise.
   *
   * @param verb for example create, update, patch, delete or deletecollection
   * @param subresource empty for the main resource
   * @param name empty if the server makes it, or it is in the body and nobody asks for names
   */
  record Write(
      String agent,
      String verb,
      ResourceType type,
      String subresource,
      String namespace,
      String name) {}

  /** What a gate decides. */
  sealed interface Verdict {
    /** Nothing special. */
    Verdict PROCEED = new Proceed();

    /** Carry it out and answer. */
    record Proceed() implements Verdict {}

    /** Do not carry it out; answer this instead. */
    record Refuse(ApiException answer) implements Verdict {}

    /** Carry it out, then drop the connection: the client cannot know. */
    record CarryOutThenDrop() implements Verdict {}

    /** Drop the connection without carrying it out: the client cannot know. */
    record Drop() implements Verdict {}

    /** Wait on the cluster's clock, then do what the other verdict says. */
    record Delay(Duration delay, Verdict then) implements Verdict {
      /** Wait, then carry it out and answer. */
      public Delay(Duration delay) {
        this(delay, PROCEED);
      }
    }
  }
}
