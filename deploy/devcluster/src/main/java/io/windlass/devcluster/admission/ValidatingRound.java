package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.admission.HookTable.Target;
import io.windlass.devcluster.api.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** All webhooks at once may refuse an object; of several refusals the first in order counts. */
record ValidatingRound(HookCaller caller, List<Target> targets) {

  void run(JsonNode object, JsonNode before) {
    List<Target> due = new ArrayList<>();
    for (Target target : targets) {
      if (caller.concerns(target, object, before)) {
        due.add(target);
      }
    }
    List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
    for (int i = 1; i < due.size(); i++) {
      Target target = due.get(i);
      verdicts.add(
          CompletableFuture.supplyAsync(
              () -> caller.ask(target, object, before, false),
              task -> Thread.ofVirtual().name("admission").start(task)));
    }
    for (int i = 0; i < due.size(); i++) {
      Verdict verdict =
          i == 0 ? caller.ask(due.get(0), object, before, false) : await(verdicts.get(i - 1));
      Refusals.act(due.get(i).hook(), verdict, caller);
    }
  }

  private static Verdict await(CompletableFuture<Verdict> verdict) {
    try {
      return verdict.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ApiException refusal) {
        throw refusal;
      }
      throw e;
    }
  }
}
