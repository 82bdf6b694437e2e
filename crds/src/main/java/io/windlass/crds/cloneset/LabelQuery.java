package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes LabelSelector: every label and every requirement must hold. Kubernetes' own type is
 * not used because its descriptions would come along.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LabelQuery(
    @JsonPropertyDescription("Labels, by key and value, that must all be there.")
        @Nullable Map<String, String> matchLabels,
    @JsonPropertyDescription("Requirements on labels that must all hold.")
        @Nullable List<Requirement> matchExpressions) {

  /** One condition on one label. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Requirement(
      @Required @Size(min = 1) @JsonPropertyDescription("The label key that this is about.")
          @Nullable String key,
      // A string, for the same reason as the type of an update.
      @Required
          @SchemaFrom(type = Operator.class)
          @JsonPropertyDescription(
              "In or NotIn: the label's value is, or is not, one of values. Exists or DoesNotExist:"
                  + " the label is there, or is not, whatever its value.")
          @Nullable String operator,
      @JsonPropertyDescription(
              "Values to compare with: at least one for In and NotIn, none for the others.")
          @Nullable List<String> values) {}

  /** What a requirement asks of its label; the constants are the words of the API. */
  public enum Operator {
    /** The value is one of a list. */
    In,
    /** The label is missing or its value is not in the list. */
    NotIn,
    /** The label is there. */
    Exists,
    /** The label is missing. */
    DoesNotExist
  }
}
