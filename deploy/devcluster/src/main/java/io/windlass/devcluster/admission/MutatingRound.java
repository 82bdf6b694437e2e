package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.admission.HookTable.Target;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.patch.Patches;
import io.windlass.devcluster.rest.Admission.Operation;
import io.windlass.devcluster.rest.TypeRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One webhook after the other may change an object. When one has, those before it that ask for it
 * are asked once more, in a second round in which nobody is asked for the first time. Used once.
 */
final class MutatingRound {
  private final HookCaller caller;
  private final List<Target> targets;
  private final JsonNode before;
  private final Set<String> asked = new HashSet<>();
  private final Set<String> again = new HashSet<>();
  private boolean repeated;

  MutatingRound(HookCaller caller, List<Target> targets, JsonNode before) {
    this.caller = caller;
    this.targets = targets;
    this.before = before;
  }

  ObjectNode run(ObjectNode object) {
    ObjectNode first = pass(object);
    if (again.isEmpty()) {
      return first;
    }
    repeated = true;
    if (ownsType() && caller.request().operation() == Operation.CREATE) {
      rules().admit(first);
    }
    return pass(first);
  }

  private ObjectNode pass(ObjectNode object) {
    ObjectNode current = object;
    for (Target target : targets) {
      boolean due = !repeated || again.contains(target.hook().id());
      if (due && caller.concerns(target, current, before)) {
        current = ask(target, current);
      }
    }
    return current;
  }

  private ObjectNode ask(Target target, ObjectNode current) {
    Verdict verdict = caller.ask(target, current, before, true);
    ObjectNode next =
        switch (verdict) {
          case Verdict.Allowed allowed -> {
            caller.warn(allowed.warnings());
            yield allowed.patch().isEmpty() ? current : apply(target, allowed.patch(), current);
          }
          default -> {
            Refusals.act(target.hook(), verdict, caller);
            yield current;
          }
        };
    if (!Documents.same(next, current)) {
      again.addAll(asked);
      asked.clear();
    }
    if (target.hook().behaviour().reinvoked()) {
      asked.add(target.hook().id());
    }
    return next;
  }

  private ObjectNode apply(Target target, ArrayNode patch, ObjectNode current) {
    ObjectNode patched;
    try {
      patched = Patches.applyJsonPatch(patch, caller.toForm(target, current.deepCopy()));
      if (ownsType()) {
        target.as().rules().decode(patched);
      }
    } catch (ApiException e) {
      throw Refusals.internal(e.getMessage());
    }
    ObjectNode taken = caller.fromForm(target, patched);
    if (ownsType()) {
      rules().applyDefaults(taken);
    }
    return taken;
  }

  /** Whether the object is one of the type, not one that only its subresource has. */
  private boolean ownsType() {
    return List.of("", "status", "finalize", "resize", "ephemeralcontainers")
        .contains(caller.request().subresource());
  }

  private TypeRules rules() {
    return caller.request().served().rules();
  }

  /** For the end of an object, which nobody can change. */
  void runWithoutObject() {
    for (Target target : targets) {
      if (caller.concerns(target, MissingNode.getInstance(), before)) {
        Verdict verdict = caller.ask(target, MissingNode.getInstance(), before, true);
        if (verdict instanceof Verdict.Allowed allowed && !allowed.patch().isEmpty()) {
          throw Refusals.internal(
              "admission webhook \"%s\" attempted to modify the object, which is not supported for this operation"
                  .formatted(target.hook().name()));
        }
        Refusals.act(target.hook(), verdict, caller);
      }
    }
  }
}
