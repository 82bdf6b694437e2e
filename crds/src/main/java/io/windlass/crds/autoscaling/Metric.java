package io.windlass.crds.autoscaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.windlass.crds.cloneset.LabelQuery;
import org.jspecify.annotations.Nullable;

/**
 * One metric that moves the count between floor and ceiling: that of autoscaling/v2, and a name.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "has(self.resource) == (self.type == 'Resource')"
            + " && has(self.containerResource) == (self.type == 'ContainerResource')"
            + " && has(self.pods) == (self.type == 'Pods')"
            + " && has(self.object) == (self.type == 'Object')"
            + " && has(self.external) == (self.type == 'External')",
    message = "the field that type names must be there, and no other")
public record Metric(
    @Required
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Its name, unlike that of any other metric.")
        @Nullable String name,
    @Required
        @SchemaFrom(type = Type.class)
        @JsonPropertyDescription("Which of the following fields describes it.")
        @Nullable String type,
    @JsonPropertyDescription("CPU or memory of the pods, all containers together.")
        @Nullable Resource resource,
    @JsonPropertyDescription("CPU or memory of one container of each pod.")
        @Nullable ContainerResource containerResource,
    @JsonPropertyDescription("A metric that each pod has.") @Nullable Pods pods,
    @JsonPropertyDescription("A metric of another object in the cluster.")
        @Nullable DescribedObject object,
    @JsonPropertyDescription("A metric from outside the cluster.") @Nullable External external) {

  /** CPU or memory of the pods. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Resource(
      @Required @Size(min = 1, max = 253) @JsonPropertyDescription("The resource: cpu or memory.")
          @Nullable String name,
      @Required @JsonPropertyDescription("Utilization or AverageValue.") @Nullable Target target) {}

  /** CPU or memory of one container. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ContainerResource(
      @Required @Size(min = 1, max = 253) @JsonPropertyDescription("The resource: cpu or memory.")
          @Nullable String name,
      @Required @Size(min = 1, max = 63) @JsonPropertyDescription("The container's name.")
          @Nullable String container,
      @Required @JsonPropertyDescription("Utilization or AverageValue.") @Nullable Target target) {}

  /** A metric that each pod has. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Pods(
      @Required @JsonPropertyDescription("Which metric.") @Nullable Identifier metric,
      @Required @JsonPropertyDescription("AverageValue.") @Nullable Target target) {}

  /** A metric of another object. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DescribedObject(
      @Required @JsonPropertyDescription("The object.")
          TimedPodAutoscalerSpec.@Nullable TargetReference describedObject,
      @Required @JsonPropertyDescription("Which metric.") @Nullable Identifier metric,
      @Required @JsonPropertyDescription("Value or AverageValue.") @Nullable Target target) {}

  /** A metric from outside. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record External(
      @Required @JsonPropertyDescription("Which metric.") @Nullable Identifier metric,
      @Required @JsonPropertyDescription("Value or AverageValue.") @Nullable Target target) {}

  /** Names a metric. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Identifier(
      @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Its name.")
          @Nullable String name,
      @JsonPropertyDescription("Picks among series of that name, by label.")
          @Nullable LabelQuery selector) {}

  /** What a metric should be kept at. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "has(self.averageUtilization) == (self.type == 'Utilization')"
              + " && has(self.averageValue) == (self.type == 'AverageValue')"
              + " && has(self.value) == (self.type == 'Value')",
      message = "the field that type names must be there, and no other")
  public record Target(
      @Required
          @SchemaFrom(type = TargetType.class)
          @JsonPropertyDescription("Which of the following fields holds the target.")
          @Nullable String type,
      @Min(1) @Max(1000) @JsonPropertyDescription("Percent of what the pods request, on average.")
          @Nullable Integer averageUtilization,
      @JsonPropertyDescription("A quantity for each pod, on average: 500m.")
          @Nullable IntOrString averageValue,
      @JsonPropertyDescription("A quantity as a whole.") @Nullable IntOrString value) {}

  /** Kinds of metrics; the words of the API. */
  public enum Type {
    /** CPU or memory of the pods. */
    @JsonProperty("Resource")
    RESOURCE,
    /** CPU or memory of one container. */
    @JsonProperty("ContainerResource")
    CONTAINER_RESOURCE,
    /** A metric of each pod. */
    @JsonProperty("Pods")
    PODS,
    /** A metric of another object. */
    @JsonProperty("Object")
    OBJECT,
    /** A metric from outside. */
    @JsonProperty("External")
    EXTERNAL
  }

  /** Kinds of targets; the words of the API. */
  public enum TargetType {
    /** Percent of the requests. */
    @JsonProperty("Utilization")
    UTILIZATION,
    /** A quantity as a whole. */
    @JsonProperty("Value")
    VALUE,
    /** A quantity for each pod. */
    @JsonProperty("AverageValue")
    AVERAGE_VALUE
  }
}
