package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A set of interchangeable pods that can be rolled to a new template in place. Mutable. */
@Group("apps.kruise.io")
@Version("v1beta1")
@Kind("CloneSet")
@Singular("cloneset")
@Plural("clonesets")
@ShortNames("clone")
@AdditionalPrinterColumn(
    name = "DESIRED",
    jsonPath = ".spec.replicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Pods that the spec asks for.")
@AdditionalPrinterColumn(
    name = "UPDATED",
    jsonPath = ".status.updatedReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Pods of the update revision.")
@AdditionalPrinterColumn(
    name = "UPDATED_READY",
    jsonPath = ".status.updatedReadyReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Pods of the update revision that are ready.")
@AdditionalPrinterColumn(
    name = "UPDATED_AVAILABLE",
    jsonPath = ".status.updatedAvailableReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Pods of the update revision that are available.")
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.readyReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Pods that are ready, of any revision.")
@AdditionalPrinterColumn(
    name = "TOTAL",
    jsonPath = ".status.replicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Pods that exist, of any revision.")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE,
    getDescription = "Time since the CloneSet was created.")
@AdditionalPrinterColumn(
    name = "CONTAINERS",
    jsonPath = ".spec.template.spec.containers[*].name",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "Names of the containers in the template.")
@AdditionalPrinterColumn(
    name = "IMAGES",
    jsonPath = ".spec.template.spec.containers[*].image",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "Images of the containers in the template.")
@AdditionalPrinterColumn(
    name = "SELECTOR",
    jsonPath = ".status.labelSelector",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1,
    getDescription = "Label query that finds the pods.")
public final class CloneSet extends CustomResource<CloneSetSpec, CloneSetStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Required
  @Override
  @JsonPropertyDescription("What the CloneSet should be.")
  public CloneSetSpec getSpec() {
    return super.getSpec();
  }

  @Override
  @JsonPropertyDescription("What the controller last saw. Written by the controller only.")
  public CloneSetStatus getStatus() {
    return super.getStatus();
  }
}
