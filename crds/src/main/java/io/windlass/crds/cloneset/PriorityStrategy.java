package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which pods are updated first. Only one of the two lists may be given. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PriorityStrategy(
    @JsonPropertyDescription(
            "Label keys in order: pods with the first key are updated before those with only the"
                + " second, and so on; with the same key, the larger number first. Pods with none of"
                + " the keys go before all.")
        @Nullable List<OrderTerm> orderPriority,
    @JsonPropertyDescription(
            "Selectors with weights. The weights of all that match a pod are added up; pods with"
                + " the larger sum are updated first.")
        @Nullable List<WeightTerm> weightPriority) {

  /** One label key by whose value pods are ordered. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OrderTerm(
      @Required
          @Size(min = 1)
          @JsonPropertyDescription(
              "The label key. The last number in the label's value counts: 10 in sts-10.")
          @Nullable String orderedKey) {}

  /** One selector and what a match is worth. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WeightTerm(
      @Required @Min(0) @Max(100) @JsonPropertyDescription("What a match is worth, from 0 to 100.")
          @Nullable Integer weight,
      @Required @JsonPropertyDescription("The pods that have this weight. Must not be empty.")
          @Nullable LabelQuery matchSelector) {}
}
