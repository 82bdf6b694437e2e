package io.windlass.oam.ownership;

import static io.windlass.oam.ownership.Place.CONTAINER;
import static io.windlass.oam.ownership.Place.POD;
import static io.windlass.oam.ownership.Place.PORT;
import static io.windlass.oam.ownership.Place.VOLUME;
import static io.windlass.oam.ownership.Place.WORKLOAD;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table of who decides what a component may contain. Developers say what a program is, and are
 * never asked how many there are or on which machines; whoever is asked has a place of his own to
 * say it.
 */
public final class FieldOwners {
  private static final String OF_ALL = "set for all pods by field pods of the Environment";
  private static final String STRING = "string";
  private static final String INTEGER = "integer";
  private static final String BOOLEAN = "boolean";
  private static final String OBJECT = "object";
  private static final String ARRAY = "array";

  private static final List<FieldOwner> TABLE =
      Stream.of(workload(), containers(), operators(), pods(), rest())
          .flatMap(List::stream)
          .toList();

  private FieldOwners() {}

  /** All fields: the developer's, then the operator's, then those of the infrastructure. */
  public static List<FieldOwner> all() {
    return TABLE;
  }

  /** Those that a component must not contain. */
  public static List<FieldOwner> ofOthers(Place place) {
    return TABLE.stream().filter(row -> row.place() == place && !row.isDevelopers()).toList();
  }

  /** Whose field it is; empty if the table does not know it. */
  public static Optional<FieldOwner> of(Place place, String field) {
    return TABLE.stream()
        .filter(row -> row.place() == place && row.field().equals(field))
        .findFirst();
  }

  private static List<FieldOwner> workload() {
    return List.of(
        developer(WORKLOAD, "workloadType", STRING, "what kind of program it is"),
        developer(WORKLOAD, "osType", STRING, "the operating system that the images are for"),
        developer(WORKLOAD, "arch", STRING, "the processor that the images are for"),
        developer(WORKLOAD, "parameters", ARRAY, "what operators may set"),
        developer(WORKLOAD, "workloadSettings", ARRAY, "settings of other workload types"),
        developer(WORKLOAD, "containers", ARRAY, "the containers of one instance"));
  }

  private static List<FieldOwner> containers() {
    return List.of(
        developer(CONTAINER, "name", STRING, "what it is called"),
        developer(CONTAINER, "image", STRING, "its image"),
        developer(CONTAINER, "imagePullSecret", STRING, "the Secret to fetch the image with"),
        developer(CONTAINER, "cmd", ARRAY, "what it runs; command in a ContainerizedWorkload"),
        developer(CONTAINER, "args", ARRAY, "arguments of what it runs"),
        developer(CONTAINER, "env", ARRAY, "its environment"),
        developer(CONTAINER, "config", ARRAY, "files that are put into it"),
        developer(CONTAINER, "ports", ARRAY, "where it can be reached"),
        developer(CONTAINER, "resources", OBJECT, "what it needs"),
        developer(CONTAINER, "livenessProbe", OBJECT, "when it must be restarted"),
        developer(CONTAINER, "readinessProbe", OBJECT, "when it can be used"));
  }

  private static List<FieldOwner> operators() {
    return List.of(
        operator("replicas", INTEGER, "manual-scaler"),
        operator("minReplicas", INTEGER, "auto-scaler"),
        operator("maxReplicas", INTEGER, "auto-scaler"),
        operator("strategy", OBJECT, "rollout"),
        operator("updateStrategy", OBJECT, "rollout"),
        operator("scaleStrategy", OBJECT, "rollout"),
        operator("minReadySeconds", INTEGER, "rollout"),
        operator("paused", BOOLEAN, "rollout"),
        operator("progressDeadlineSeconds", INTEGER, "rollout"),
        operator("volumeClaimTemplates", ARRAY, "volume-mounter"));
  }

  private static List<FieldOwner> pods() {
    return List.of(
        ofAllPods("shareProcessNamespace", BOOLEAN),
        ofAllPods("hostNetwork", BOOLEAN),
        ofAllPods("hostPID", BOOLEAN),
        ofAllPods("hostIPC", BOOLEAN),
        ofAllPods("hostUsers", BOOLEAN),
        ofAllPods("hostAliases", ARRAY),
        ofAllPods("nodeName", STRING),
        ofAllPods("nodeSelector", OBJECT),
        ofAllPods("affinity", OBJECT),
        ofAllPods("tolerations", ARRAY),
        ofAllPods("topologySpreadConstraints", ARRAY),
        ofAllPods("priorityClassName", STRING),
        ofAllPods("priority", INTEGER),
        ofAllPods("preemptionPolicy", STRING),
        ofAllPods("runtimeClassName", STRING),
        ofAllPods("schedulerName", STRING),
        ofAllPods("serviceAccountName", STRING),
        ofAllPods("serviceAccount", STRING),
        ofAllPods("automountServiceAccountToken", BOOLEAN),
        ofAllPods("securityContext", OBJECT),
        ofAllPods("dnsPolicy", STRING),
        ofAllPods("dnsConfig", OBJECT),
        ofAllPods("overhead", OBJECT));
  }

  private static List<FieldOwner> rest() {
    String exposed = "use the trait ingress or expose";
    return List.of(
        new FieldOwner(PORT, "hostPort", INTEGER, Role.OPERATOR, exposed),
        new FieldOwner(PORT, "hostIP", STRING, Role.OPERATOR, exposed),
        new FieldOwner(
            CONTAINER,
            "securityContext",
            OBJECT,
            Role.INFRASTRUCTURE,
            "set for all pods by field pods.securityContext of the Environment"),
        new FieldOwner(
            VOLUME,
            "hostPath",
            OBJECT,
            Role.INFRASTRUCTURE,
            "the files of machines are not for applications"));
  }

  private static FieldOwner developer(Place place, String field, String type, String meaning) {
    return new FieldOwner(place, field, type, Role.DEVELOPER, meaning);
  }

  private static FieldOwner operator(String field, String type, String trait) {
    return new FieldOwner(WORKLOAD, field, type, Role.OPERATOR, "use the trait " + trait);
  }

  private static FieldOwner ofAllPods(String field, String type) {
    return new FieldOwner(POD, field, type, Role.INFRASTRUCTURE, OF_ALL);
  }
}
