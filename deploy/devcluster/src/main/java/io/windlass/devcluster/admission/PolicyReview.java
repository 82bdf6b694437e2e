package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.admission.PolicyTable.Binding;
import io.windlass.devcluster.admission.PolicyTable.Policy;
import io.windlass.devcluster.admission.ReviewDocument.Objects;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.cel.PolicyProgram.Finding;
import io.windlass.devcluster.cel.PolicyProgram.Question;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Admission;
import io.windlass.devcluster.rest.Admission.Request;
import io.windlass.devcluster.rest.Served;
import java.util.List;
import java.util.Optional;

/** The review of one request by policies; the first refusal counts. */
record PolicyReview(List<Policy> policies, HookFilter filter, Asked asked)
    implements Admission.Review {
  private static final JsonNode NONE = MissingNode.getInstance();

  /**
   * Who asks for what.
   *
   * @param forms the types that hold the objects of the request's
   */
  record Asked(Request request, List<Served> forms, RequestScope scope, RbacAuthority authority) {}

  @Override
  public ObjectNode mutate(ObjectNode object, Optional<ObjectNode> before) {
    return object;
  }

  @Override
  public void validate(ObjectNode object, Optional<ObjectNode> before) {
    String name = Documents.text(object, "metadata", "name");
    review(
        HookCaller.named(asked.request, name), object, before.map(b -> (JsonNode) b).orElse(NONE));
  }

  @Override
  public void end(ObjectNode before) {
    review(asked.request, NONE, before);
  }

  private void review(Request request, JsonNode object, JsonNode before) {
    for (Policy policy : policies) {
      Optional<Served> form = policy.about().form(request, asked.forms);
      if (form.isPresent() && filter.wants(policy.about().selectors(), request, object, before)) {
        Subject subject = new Subject(request, object, before);
        policy.bindings().stream()
            .filter(binding -> concerns(binding, subject))
            .forEach(
                binding -> act(policy, binding, findings(policy, form.get(), subject), request));
      }
    }
  }

  /** What is reviewed. Absent objects are missing nodes. */
  private record Subject(Request request, JsonNode object, JsonNode before) {}

  private boolean concerns(Binding binding, Subject subject) {
    return binding
        .about()
        .map(
            about ->
                about.form(subject.request, asked.forms).isPresent()
                    && filter.wants(
                        about.selectors(), subject.request, subject.object, subject.before))
        .orElse(true);
  }

  private List<Finding> findings(Policy policy, Served form, Subject subject) {
    if (policy.wantsParameters()) {
      return policy.program().failOpen()
          ? List.of()
          : List.of(new Finding("failed to configure binding: paramKind is not supported", ""));
    }
    Objects objects =
        new Objects(
            HookCaller.inForm(subject.request, form, subject.object),
            HookCaller.inForm(subject.request, form, subject.before));
    JsonNode question = ReviewDocument.request("", form, subject.request, asked.scope, objects);
    return policy
        .program()
        .judge(new Question(question, filter.namespace(subject.request), asked.authority));
  }

  private void act(Policy policy, Binding binding, List<Finding> findings, Request request) {
    for (Finding finding : findings) {
      if (binding.actions().contains("Warn")) {
        asked
            .scope
            .warnings()
            .accept(
                "Validation failed for ValidatingAdmissionPolicy '%s' with binding '%s': %s"
                    .formatted(policy.name(), binding.name(), finding.message()));
      }
      if (binding.actions().contains("Deny")) {
        throw refusal(policy, binding, finding, request);
      }
    }
  }

  private static ApiException refusal(
      Policy policy, Binding binding, Finding finding, Request request) {
    String why =
        "ValidatingAdmissionPolicy '%s' with binding '%s' denied request: %s"
            .formatted(policy.name(), binding.name(), finding.message());
    ApiException forbidden =
        ApiException.forbidden(request.served().type(), request.key().name(), why);
    String reason = finding.reason().isEmpty() ? "Invalid" : finding.reason();
    return new ApiException(
        code(reason),
        reason,
        String.valueOf(forbidden.getMessage()),
        forbidden.subject(),
        List.of(new Cause("", why, "")));
  }

  private static int code(String reason) {
    return switch (reason) {
      case "Forbidden" -> 403;
      case "Unauthorized" -> 401;
      case "RequestEntityTooLarge" -> 413;
      default -> 422;
    };
  }
}
