package io.windlass.crds.sidecarset;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** Containers that are put into the pods of others, and upgraded there. Mutable. */
@Group("apps.kruise.io")
@Version("v1beta1")
@Kind("SidecarSet")
@Singular("sidecarset")
@Plural("sidecarsets")
@AdditionalPrinterColumn(
    name = "MATCHED",
    jsonPath = ".status.matchedPods",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Pods that have the sidecars.")
@AdditionalPrinterColumn(
    name = "UPDATED",
    jsonPath = ".status.updatedPods",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Pods that have the newest sidecars.")
@AdditionalPrinterColumn(
    name = "READY",
    jsonPath = ".status.readyPods",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Pods with the sidecars that are ready.")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE,
    getDescription = "Time since the SidecarSet was created.")
public final class SidecarSet extends CustomResource<SidecarSetSpec, SidecarSetStatus> {
  private static final long serialVersionUID = 1L;

  @Required
  @Override
  @JsonPropertyDescription("What the SidecarSet should be.")
  public SidecarSetSpec getSpec() {
    return super.getSpec();
  }

  @Override
  @JsonPropertyDescription("What the controller last saw. Written by the controller only.")
  public SidecarSetStatus getStatus() {
    return super.getStatus();
  }
}
