package io.windlass.oam.model;

import java.util.Arrays;
import java.util.Optional;

/** The workload types that OAM itself defines (specification v0.1, chapter 4). */
public enum WorkloadType {
  SERVER("Server", true, true, true),
  SINGLETON_SERVER("SingletonServer", false, true, true),
  WORKER("Worker", true, true, false),
  SINGLETON_WORKER("SingletonWorker", false, true, false),
  TASK("Task", true, false, false),
  SINGLETON_TASK("SingletonTask", false, false, false);

  private static final String GROUP_VERSION = "core.oam.dev/v1alpha1.";
  private final String word;
  private final Characteristics characteristics;

  WorkloadType(String word, boolean replicable, boolean daemonized, boolean exposed) {
    this.word = word;
    this.characteristics = new Characteristics(replicable, daemonized, exposed, true);
  }

  /** The type of that full name, {@code core.oam.dev/v1alpha1.Server}; Job is another word. */
  public static Optional<WorkloadType> named(String name) {
    return name.equals(GROUP_VERSION + "Job")
        ? Optional.of(TASK)
        : Arrays.stream(values()).filter(type -> type.fullName().equals(name)).findAny();
  }

  public String word() {
    return word;
  }

  public String fullName() {
    return GROUP_VERSION + word;
  }

  public Characteristics characteristics() {
    return characteristics;
  }

  /** Whether at most one copy may ever run. */
  public boolean isSingleton() {
    return !characteristics.replicable();
  }

  /** Whether it ends by itself. */
  public boolean isTask() {
    return !characteristics.daemonized();
  }
}
