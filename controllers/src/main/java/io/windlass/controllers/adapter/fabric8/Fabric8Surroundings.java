package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.fabric8.Fabric8Http.Call;
import io.windlass.core.admission.Surroundings;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.Violation;
import java.time.Duration;
import java.util.List;

/**
 * What one request for admission may ask the API server. All its questions together take no longer
 * than its patience; what is asked later is not known. Used by one thread.
 */
public final class Fabric8Surroundings implements Surroundings {
  private static final int INVALID = 422;
  private static final int NOT_FOUND = 404;

  private final Fabric8Http http;
  private final long deadlineNanos;

  private Fabric8Surroundings(Fabric8Http http, long deadlineNanos) {
    this.http = http;
    this.deadlineNanos = deadlineNanos;
  }

  /** For a request that begins now. */
  public static Fabric8Surroundings begin(Fabric8Http http, Duration patience) {
    return new Fabric8Surroundings(http, System.nanoTime() + patience.toNanos());
  }

  @Override
  public Found pod(ObjectKey key) {
    if (isLate()) {
      return new Found.Unknown();
    }
    String path =
        ApiPaths.collection(ResourceKind.POD, key.namespace()) + "/" + ApiPaths.encoded(key.name());
    return http.send(Call.get(path)) instanceof Exchange.Answered answer
        ? found(answer)
        : new Found.Unknown();
  }

  private static Found found(Exchange.Answered answer) {
    if (answer.isSuccess()) {
      return new Found.There(answer.body().object());
    }
    return answer.code() == NOT_FOUND ? new Found.Missing() : new Found.Unknown();
  }

  @Override
  public List<Violation> dryRun(String namespace, Json.Obj pod) {
    if (isLate()) {
      return List.of();
    }
    String path = ApiPaths.collection(ResourceKind.POD, namespace) + "?dryRun=All";
    Call call = new Call("POST", path, "application/json", JsonText.canonical(pod));
    return http.send(call) instanceof Exchange.Answered answer && answer.code() == INVALID
        ? violations(answer.body().object())
        : List.of();
  }

  private static List<Violation> violations(Json.Obj status) {
    List<Violation> causes =
        status.items("details", "causes").stream()
            .map(
                cause ->
                    new Violation(
                        cause.text("field").orElse(""), cause.text("message").orElse("is invalid")))
            .toList();
    return causes.isEmpty()
        ? List.of(new Violation("", status.text("message").orElse("is invalid")))
        : causes;
  }

  private boolean isLate() {
    return System.nanoTime() - deadlineNanos > 0;
  }
}
