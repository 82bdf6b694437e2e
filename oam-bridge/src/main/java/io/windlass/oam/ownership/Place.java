package io.windlass.oam.ownership;

/** Where in a component a field stands. */
public enum Place {
  /** Beside the containers of a component, or in the spec of a workload that is embedded. */
  WORKLOAD("spec"),
  /** In the pod template of an embedded workload; OAM's own kinds have it beside the containers. */
  POD("pod"),
  /** In a container. */
  CONTAINER("container"),
  /** In a port of a container. */
  PORT("container port"),
  /** In a volume of the pod template. */
  VOLUME("pod volume");

  private final String word;

  Place(String word) {
    this.word = word;
  }

  /** One word for tables. */
  public String word() {
    return word;
  }
}
