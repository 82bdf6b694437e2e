package io.windlass.crds.autoscaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a replica count should follow: windows of time, metrics, and how fast. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "!has(self.minReplicas) || self.minReplicas <= self.maxReplicas",
    message = "TPA016: minReplicas is above maxReplicas")
public record TimedPodAutoscalerSpec(
    @Required
        @JsonPropertyDescription(
            "The workload that is scaled, in the same namespace: anything with a scale"
                + " subresource.")
        @Nullable TargetReference scaleTargetRef,
    // Words of the API are strings here, so that an object that an older CRD let in can be read.
    @Default("Active")
        @SchemaFrom(type = Mode.class)
        @JsonPropertyDescription(
            "Active: decides and scales. DryRun: decides and reports, scales nothing. Paused:"
                + " leaves the replicas as they are. Defaults to Active.")
        @Nullable String mode,
    @Default("Etc/UTC")
        @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "IANA name of the time zone that local times mean, unless a window names its own."
                + " Defaults to Etc/UTC.")
        @Nullable String timeZone,
    @Default("1")
        @Min(0)
        @JsonPropertyDescription(
            "The floor while no window sets another. 0 needs something that wakes it. Defaults"
                + " to 1.")
        @Nullable Integer minReplicas,
    @Required @Min(1) @JsonPropertyDescription("The ceiling while no window sets another.")
        @Nullable Integer maxReplicas,
    @Default("Reject")
        @SchemaFrom(type = Overlap.class)
        @JsonPropertyDescription(
            "What windows of equal priority and different values may do. Reject: never overlap."
                + " Widest: the largest of their bounds holds. Defaults to Reject.")
        @Nullable String overlap,
    @Default("Enforce")
        @SchemaFrom(type = ConflictPolicy.class)
        @JsonPropertyDescription(
            "What happens when somebody else keeps writing the replica count. Enforce: it is"
                + " written again, after three times at most once in five minutes. Yield: theirs"
                + " stands. Warn: as Enforce, without the limit. Defaults to Enforce.")
        @Nullable String conflictPolicy,
    @JsonPropertyDescription("Spans of time with bounds of their own.")
        @Nullable List<Window> windows,
    @JsonPropertyDescription(
            "Metrics that move the count between floor and ceiling, as in autoscaling/v2 plus a"
                + " name; the largest proposal wins. None: the floor holds.")
        @Nullable List<Metric> metrics,
    @JsonPropertyDescription("How fast the count may follow the metrics, as in autoscaling/v2.")
        @Nullable Behavior behavior,
    @Default("{}") @JsonPropertyDescription("How windows and metrics go together.")
        @Nullable SchedulePolicy schedulePolicy,
    @JsonPropertyDescription(
            "What to do when metrics fail again and again. Absent: the count stays.")
        @Nullable Fallback fallback,
    @JsonPropertyDescription("Take over once from an autoscaler that owns the workload now.")
        @Nullable Takeover takeover,
    @Default("Keep")
        @SchemaFrom(type = OnDelete.class)
        @JsonPropertyDescription(
            "What happens to the replicas when this object is deleted. Keep: nothing. Baseline:"
                + " they are brought between minReplicas and maxReplicas. Defaults to Keep.")
        @Nullable String onDelete,
    @Default("20")
        @Min(0)
        @Max(100)
        @JsonPropertyDescription("How many changes status.history remembers. Defaults to 20.")
        @Nullable Integer historyLimit) {

  /** Names the workload that is scaled. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TargetReference(
      @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Group and version of its kind.")
          @Nullable String apiVersion,
      @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Its kind.")
          @Nullable String kind,
      @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Its name.")
          @Nullable String name) {}

  /** How windows and metrics go together. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SchedulePolicy(
      @Default("true")
          @JsonPropertyDescription(
              "Whether a floor that a window raises is reached at once, past the policies of"
                  + " behavior. Defaults to true.")
          @Nullable Boolean floorJump,
      @Default("Floor")
          @SchemaFrom(type = WhenNoMetrics.class)
          @JsonPropertyDescription(
              "The count inside the bounds where there are no metrics. Floor: the floor. Free: as"
                  + " it is. Defaults to Floor.")
          @Nullable String whenNoMetrics) {}

  /** What to do when metrics fail again and again. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Fallback(
      @Default("3") @Min(1) @JsonPropertyDescription("Failed looks in a row. Defaults to 3.")
          @Nullable Integer failureThreshold,
      @Required
          @Min(0)
          @JsonPropertyDescription("Replicas to have then. Only raises; never beyond the ceiling.")
          @Nullable Integer replicas) {}

  /** From whom to take over. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Takeover(
      @Required
          @Size(min = 1, max = 253)
          @JsonPropertyDescription("Name of a HorizontalPodAutoscaler on the same workload.")
          @Nullable String hpa) {}

  /** Whether it acts; the words of the API. */
  public enum Mode {
    /** Decides and scales. */
    @JsonProperty("Active")
    ACTIVE,
    /** Decides and reports. */
    @JsonProperty("DryRun")
    DRY_RUN,
    /** Leaves the replicas as they are. */
    @JsonProperty("Paused")
    PAUSED
  }

  /** What equal windows may do; the words of the API. */
  public enum Overlap {
    /** Never overlap. */
    @JsonProperty("Reject")
    REJECT,
    /** The largest bounds hold. */
    @JsonProperty("Widest")
    WIDEST
  }

  /** What a foreign writer meets; the words of the API. */
  public enum ConflictPolicy {
    /** It is written again, with patience. */
    @JsonProperty("Enforce")
    ENFORCE,
    /** Theirs stands. */
    @JsonProperty("Yield")
    YIELD,
    /** It is written again. */
    @JsonProperty("Warn")
    WARN
  }

  /** The count without metrics; the words of the API. */
  public enum WhenNoMetrics {
    /** The floor. */
    @JsonProperty("Floor")
    FLOOR,
    /** As it is. */
    @JsonProperty("Free")
    FREE
  }

  /** The replicas of a deleted object; the words of the API. */
  public enum OnDelete {
    /** As they are. */
    @JsonProperty("Keep")
    KEEP,
    /** Between the baseline's bounds. */
    @JsonProperty("Baseline")
    BASELINE
  }
}
