package io.windlass.crds.autoscaling;

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

/** The one owner of a workload's replica count, by time and by metrics. Mutable. */
@Group("autoscaling.windlass.io")
@Version("v1alpha1")
@Kind("TimedPodAutoscaler")
@Singular("timedpodautoscaler")
@Plural("timedpodautoscalers")
@ShortNames("tpa")
@AdditionalPrinterColumn(
    name = "TARGET",
    jsonPath = ".spec.scaleTargetRef.name",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "The workload that is scaled.")
@AdditionalPrinterColumn(
    name = "MODE",
    jsonPath = ".spec.mode",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "Whether it acts, only says what it would do, or rests.")
@AdditionalPrinterColumn(
    name = "MIN",
    jsonPath = ".status.bounds.floor",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "The floor that holds now.")
@AdditionalPrinterColumn(
    name = "MAX",
    jsonPath = ".status.bounds.ceiling",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "The ceiling that holds now.")
@AdditionalPrinterColumn(
    name = "CURRENT",
    jsonPath = ".status.currentReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Replicas that the workload is asked for.")
@AdditionalPrinterColumn(
    name = "DESIRED",
    jsonPath = ".status.desiredReplicas",
    type = AdditionalPrinterColumn.Type.INTEGER,
    getDescription = "Replicas that it was decided to have.")
@AdditionalPrinterColumn(
    name = "WHY",
    jsonPath = ".status.decision.why",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "The decision in one sentence.")
@AdditionalPrinterColumn(
    name = "NEXT",
    jsonPath = ".status.upcoming[0].at",
    type = AdditionalPrinterColumn.Type.STRING,
    getDescription = "When time changes the bounds next.")
@AdditionalPrinterColumn(
    name = "AGE",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE,
    getDescription = "Time since it was created.")
public final class TimedPodAutoscaler
    extends CustomResource<TimedPodAutoscalerSpec, TimedPodAutoscalerStatus> implements Namespaced {
  private static final long serialVersionUID = 1L;

  @Required
  @Override
  @JsonPropertyDescription("What the replica count should follow.")
  public TimedPodAutoscalerSpec getSpec() {
    return super.getSpec();
  }

  @Override
  @JsonPropertyDescription(
      "What was decided last, and why, step by step. Written by the controller only.")
  public TimedPodAutoscalerStatus getStatus() {
    return super.getStatus();
  }
}
