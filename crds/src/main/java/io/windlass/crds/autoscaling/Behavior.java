package io.windlass.crds.autoscaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How fast a count may follow its metrics: the behavior of autoscaling/v2. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Behavior(
    @JsonPropertyDescription(
            "On the way up. Defaults to at once, at most 4 pods or 100 percent in 15 seconds.")
        @Nullable Rules scaleUp,
    @JsonPropertyDescription(
            "On the way down. Defaults to the highest of the last 300 seconds, then at once.")
        @Nullable Rules scaleDown) {

  /** How fast in one direction. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Rules(
      @Min(0)
          @Max(3600)
          @JsonPropertyDescription(
              "Seconds to look back, so that the most cautious proposal among them counts.")
          @Nullable Integer stabilizationWindowSeconds,
      @SchemaFrom(type = SelectPolicy.class)
          @JsonPropertyDescription(
              "Max: the policy that changes most. Min: that which changes least. Disabled: no"
                  + " change in this direction. Defaults to Max.")
          @Nullable String selectPolicy,
      @JsonPropertyDescription("Limits, of which selectPolicy picks one.")
          @Nullable List<Policy> policies,
      @JsonPropertyDescription(
              "How far a metric may be from its target without a change: 0.05. Defaults to 0.1.")
          @Nullable IntOrString tolerance) {}

  /** One limit. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Policy(
      @Required
          @SchemaFrom(type = PolicyType.class)
          @JsonPropertyDescription("Whether value counts pods, or percent of the replicas.")
          @Nullable String type,
      @Required @Min(1) @JsonPropertyDescription("How much may change within the period.")
          @Nullable Integer value,
      @Required @Min(1) @Max(1800) @JsonPropertyDescription("The period in seconds.")
          @Nullable Integer periodSeconds) {}

  /** Which limit holds; the words of the API. */
  public enum SelectPolicy {
    /** The one that changes most. */
    @JsonProperty("Max")
    MAX,
    /** The one that changes least. */
    @JsonProperty("Min")
    MIN,
    /** No change. */
    @JsonProperty("Disabled")
    DISABLED
  }

  /** What a limit counts; the words of the API. */
  public enum PolicyType {
    /** Pods. */
    @JsonProperty("Pods")
    PODS,
    /** Percent of the replicas. */
    @JsonProperty("Percent")
    PERCENT
  }
}
