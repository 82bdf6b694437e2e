package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.admission.HookTable.Target;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Admission;
import java.util.List;
import java.util.Optional;

/** The review of one request by the webhooks whose rules are about it. */
final class HookReview implements Admission.Review {
  private static final JsonNode NONE = MissingNode.getInstance();

  private final HookCaller caller;
  private final List<Target> changers;
  private final List<Target> judges;

  HookReview(HookCaller caller, List<Target> changers, List<Target> judges) {
    this.caller = caller;
    this.changers = changers;
    this.judges = judges;
  }

  @Override
  public ObjectNode mutate(ObjectNode object, Optional<ObjectNode> before) {
    return changers.isEmpty()
        ? object
        : new MutatingRound(caller, changers, orNone(before)).run(object);
  }

  @Override
  public void validate(ObjectNode object, Optional<ObjectNode> before) {
    // By now the server has made a name, if it was asked to.
    HookCaller named = caller.about(Documents.text(object, "metadata", "name"));
    new ValidatingRound(named, judges).run(object, orNone(before));
  }

  @Override
  public void end(ObjectNode before) {
    new MutatingRound(caller, changers, before).runWithoutObject();
    new ValidatingRound(caller, judges).run(NONE, before);
  }

  private static JsonNode orNone(Optional<ObjectNode> object) {
    return object.<JsonNode>map(o -> o).orElse(NONE);
  }
}
