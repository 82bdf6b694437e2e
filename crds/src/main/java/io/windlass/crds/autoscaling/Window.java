package io.windlass.crds.autoscaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span of time, once or again and again, with bounds of its own. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.start) != has(self.at)",
    message = "TPA011: a window begins with either start or at")
@ValidationRule(
    value =
        "(has(self.duration) ? 1 : 0) + (has(self.end) ? 1 : 0)"
            + " + (has(self.untilNext) && self.untilNext ? 1 : 0) == 1",
    message = "TPA011: a window lasts for one of duration, end and untilNext")
@ValidationRule(
    value = "has(self.bounds) != has(self.replicas)",
    message = "TPA015: a window sets either bounds or replicas")
public record Window(
    @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @JsonPropertyDescription("Its name, unlike that of any other window.")
        @Nullable String name,
    @Default("0")
        @Min(-1000)
        @Max(1000)
        @JsonPropertyDescription(
            "Where windows overlap, the highest that sets a bound wins, bound by bound. Defaults"
                + " to 0.")
        @Nullable Integer priority,
    @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "When it begins, as a cron expression of five fields (minute, hour, day of month,"
                + " month, day of week) or @hourly to @yearly. Either this or at.")
        @Nullable String start,
    @Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$")
        @JsonPropertyDescription(
            "When it begins, once: local date and time, 2026-11-11T00:00:00. Either this or start.")
        @Nullable String at,
    @Pattern("^([0-9]+h)?([0-9]+m)?([0-9]+s)?$")
        @Size(min = 2, max = 20)
        @ValidationRule(
            value = "duration(self) >= duration('1m') && duration(self) <= duration('8784h')",
            message = "TPA012: a duration is at least 1m and at most 8784h (366 days)")
        @JsonPropertyDescription(
            "How long it lasts, in elapsed time: 10h, 1h30m. One of duration, end and untilNext.")
        @Nullable String duration,
    @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "When it ends, as a cron expression. One of duration, end and untilNext.")
        @Nullable String end,
    @JsonPropertyDescription(
            "If true, it lasts until another window that says untilNext begins. One of duration,"
                + " end and untilNext.")
        @Nullable Boolean untilNext,
    @JsonPropertyDescription("Floor, ceiling or both while it lasts. Either this or replicas.")
        @Nullable Bounds bounds,
    @Min(0) @JsonPropertyDescription("Floor and ceiling in one. Either this or bounds.")
        @Nullable Integer replicas,
    @Size(min = 1, max = 64)
        @JsonPropertyDescription("IANA name of its time zone. Defaults to that of the spec.")
        @Nullable String timeZone,
    @Default("0s")
        @Pattern("^([0-9]+h)?([0-9]+m)?([0-9]+s)?$")
        @Size(min = 2, max = 20)
        @JsonPropertyDescription(
            "How much earlier to begin, for a workload that starts slowly. Defaults to 0s.")
        @Nullable String lead,
    @JsonPropertyDescription("How the floor goes down after the end. Absent: at once.")
        @Nullable Release release,
    @JsonPropertyDescription("Days on which it does not begin, by the local date of its start.")
        @Nullable List<ExcludedDates> excludeDates,
    @Pattern(ExcludedDates.DATE)
        @JsonPropertyDescription("The first local date on which it may begin.")
        @Nullable String validFrom,
    @Pattern(ExcludedDates.DATE)
        @JsonPropertyDescription("The last local date on which it may begin.")
        @Nullable String validUntil,
    @Default("false")
        @JsonPropertyDescription("If true, it is as if it were not there. Defaults to false.")
        @Nullable Boolean suspend,
    @JsonPropertyDescription("Other targets of metrics while it lasts.")
        @Nullable List<MetricOverride> metricOverrides) {

  /** Floor, ceiling or both. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "!has(self.minReplicas) || !has(self.maxReplicas) || self.minReplicas <="
              + " self.maxReplicas",
      message = "TPA016: minReplicas is above maxReplicas")
  public record Bounds(
      @Min(0) @JsonPropertyDescription("The floor. Absent: that of the rest.")
          @Nullable Integer minReplicas,
      @Min(1) @JsonPropertyDescription("The ceiling. Absent: that of the rest.")
          @Nullable Integer maxReplicas) {}

  /** How the floor goes down after the end of a window. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Release(
      @Required
          @Pattern("^([0-9]+h)?([0-9]+m)?([0-9]+s)?$")
          @Size(min = 2, max = 20)
          @JsonPropertyDescription("Within which time it goes down, evenly: 10m.")
          @Nullable String over) {}

  /** Another target of one metric. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MetricOverride(
      @Required @Size(min = 1, max = 63) @JsonPropertyDescription("Name of the metric.")
          @Nullable String name,
      @Required @JsonPropertyDescription("Its target while the window lasts.")
          Metric.@Nullable Target target) {}

  /** Days on which a window does not begin; exactly one way of naming them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "(has(self.date) ? 1 : 0) + (has(self.from) ? 1 : 0) + (has(self.annually) ? 1 : 0)"
              + " + (has(self.weekdays) ? 1 : 0) + (has(self.calendarRef) ? 1 : 0) == 1",
      message = "TPA026: one of date, from with to, annually, weekdays and calendarRef")
  @ValidationRule(
      value = "has(self.from) == has(self.to) && (!has(self.from) || self.from <= self.to)",
      message = "TPA026: from and to go together, from not after to")
  public record ExcludedDates(
      @Pattern(DATE) @Size(min = 10, max = 10) @JsonPropertyDescription("One date, 2026-10-01.")
          @Nullable String date,
      @Pattern(DATE)
          @Size(min = 10, max = 10)
          @JsonPropertyDescription("The first date of several.")
          @Nullable String from,
      @Pattern(DATE)
          @Size(min = 10, max = 10)
          @JsonPropertyDescription("The last date of several, itself excluded too.")
          @Nullable String to,
      @Pattern("^[0-9]{2}-[0-9]{2}$")
          @JsonPropertyDescription("A day of every year, 11-15: month and day.")
          @Nullable String annually,
      @SchemaFrom(type = Weekday[].class)
          @JsonPropertyDescription("Days of every week: MON to SUN.")
          @Nullable List<String> weekdays,
      @JsonPropertyDescription("Dates that a ConfigMap of the namespace lists, a key for each.")
          @Nullable CalendarReference calendarRef) {
    static final String DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
  }

  /** Names a ConfigMap whose keys are ISO dates. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CalendarReference(
      @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Name of the ConfigMap.")
          @Nullable String name) {}

  /** A day of the week; the words of the API. */
  public enum Weekday {
    /** Monday. */
    MON,
    /** Tuesday. */
    TUE,
    /** Wednesday. */
    WED,
    /** Thursday. */
    THU,
    /** Friday. */
    FRI,
    /** Saturday. */
    SAT,
    /** Sunday. */
    SUN
  }
}
