package io.windlass.devcluster.auth.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.TypeHooks;
import io.windlass.devcluster.rules.PodAccount;
import io.windlass.devcluster.select.FieldSelector;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.store.ChangeCursor;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.store.Selection;
import io.windlass.devcluster.store.Stored;
import io.windlass.devcluster.store.TypeStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Gives new pods their ServiceAccount, and refuses those whose account is not there. A namespace
 * that has just been created has no {@code default} account yet: pods wait a moment for it.
 * Thread-safe. Source: the admission plugin ServiceAccount of Kubernetes 1.32.
 */
public final class PodAccounts implements TypeHooks {
  private static final String DEFAULT = "default";
  private static final int SUFFIX_LENGTH = 5;
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private final ResourceType pods;
  private final TypeStore accounts;

  /**
   * Accounts for pods.
   *
   * @param pods the type that refusals name
   * @param accounts where the ServiceAccounts are
   */
  public PodAccounts(ResourceType pods, TypeStore accounts) {
    this.pods = pods;
    this.accounts = accounts;
  }

  @Override
  public PodAccount account(ObjectNode pod) {
    ObjectKey key = new ObjectKey(Documents.text(pod, "metadata", "namespace"), wanted(pod));
    Optional<Stored> found = accounts.get(key);
    if (found.isEmpty() && key.name().equals(DEFAULT)) {
      found = await(key);
    }
    JsonNode account = found.map(Stored::tree).orElseThrow(() -> missing(pod, key));
    List<String> pullSecrets =
        account
            .path("imagePullSecrets")
            .valueStream()
            .map(secret -> Documents.text(secret, "name"))
            .toList();
    return new PodAccount(
        account.path("automountServiceAccountToken").asBoolean(true), pullSecrets);
  }

  private static String wanted(ObjectNode pod) {
    String name = Documents.text(pod, "spec", "serviceAccountName");
    String older = name.isEmpty() ? Documents.text(pod, "spec", "serviceAccount") : name;
    return older.isEmpty() ? DEFAULT : older;
  }

  // Real time, as for sockets: whoever waits here is a client, and the account comes at once.
  private Optional<Stored> await(ObjectKey key) {
    Selection namespace =
        new Selection(key.namespace(), LabelSelector.EVERYTHING, FieldSelector.EVERYTHING);
    ChangeCursor cursor = accounts.open(namespace).cursor();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (accounts.get(key).isEmpty() && System.nanoTime() < end && !cursor.ended()) {
        cursor.next(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return accounts.get(key);
  }

  private ApiException missing(ObjectNode pod, ObjectKey account) {
    String why =
        "error looking up service account %s/%s: serviceaccount \"%s\" not found"
            .formatted(account.namespace(), account.name(), account.name());
    return ApiException.forbidden(pods, nameOf(pod), why);
  }

  /** The name in refusals: of a pod whose name the server made, what it was made of. */
  public static String nameOf(ObjectNode pod) {
    String name = Documents.text(pod, "metadata", "name");
    String prefix = Documents.text(pod, "metadata", "generateName");
    boolean made =
        !prefix.isEmpty()
            && (name.isEmpty()
                || (name.startsWith(prefix) && name.length() == prefix.length() + SUFFIX_LENGTH));
    return made ? prefix : name;
  }
}
