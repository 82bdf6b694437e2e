package io.windlass.devcluster.sim.profile;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;

/** The objects that a profile puts into a new cluster. Stateless. */
public final class Furniture {
  /** Who makes volumes in a simulated cluster. */
  public static final String PROVISIONER = "volumes.sim.windlass.io";

  /** Who makes none: volumes of such a class are made by hand. */
  public static final String BY_HAND = "kubernetes.io/no-provisioner";

  /** Who serves Ingresses in a simulated cluster. */
  public static final String INGRESS = "sim.windlass.io/ingress";

  private Furniture() {}

  /** Creates what is not there yet. */
  public static void apply(ClusterApi api, ClusterProfile profile) {
    for (ClusterProfile.Storage storage : profile.storage()) {
      create(api, "storage.k8s.io/v1", "storageclasses", storageClass(storage));
    }
    profile
        .ingressClass()
        .ifPresent(
            name -> create(api, "networking.k8s.io/v1", "ingressclasses", ingressClass(name)));
  }

  private static void create(ClusterApi api, String apiVersion, String plural, ObjectNode object) {
    try {
      api.create(api.type(apiVersion, plural), object);
    } catch (ApiException e) {
      if (!e.reason().equals("AlreadyExists")) {
        throw e;
      }
    }
  }

  private static ObjectNode storageClass(ClusterProfile.Storage storage) {
    ObjectNode object = named(storage.name());
    if (storage.isDefault()) {
      object
          .withObjectProperty("metadata")
          .putObject("annotations")
          .put("storageclass.kubernetes.io/is-default-class", "true");
    }
    object.put("provisioner", storage.provisioned() ? PROVISIONER : BY_HAND);
    object.put("volumeBindingMode", storage.waits() ? "WaitForFirstConsumer" : "Immediate");
    return object.put("reclaimPolicy", "Delete").put("allowVolumeExpansion", storage.expands());
  }

  private static ObjectNode ingressClass(String name) {
    ObjectNode object = named(name);
    object
        .withObjectProperty("metadata")
        .putObject("annotations")
        .put("ingressclass.kubernetes.io/is-default-class", "true");
    object.putObject("spec").put("controller", INGRESS);
    return object;
  }

  private static ObjectNode named(String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.putObject("metadata").put("name", name);
    return object;
  }
}
