package io.windlass.devcluster.auth.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.api.ClusterApi.Event;
import io.windlass.devcluster.api.ClusterApi.Ref;
import io.windlass.devcluster.api.ClusterApi.Subscription;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.auth.token.StoredTokens;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.sim.work.KeyedLoop;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import io.windlass.devcluster.store.ObjectKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts tokens into Secrets of type {@code kubernetes.io/service-account-token}, and deletes those
 * whose account is gone. Costs a look at a Secret for each change of it or of its account.
 */
final class TokenSecrets implements Part {
  private final ClusterApi api;
  private final StoredTokens tokens;
  private final ResourceType secretType;
  private final ResourceType accountType;
  private final Map<ObjectKey, Set<ObjectKey>> byAccount = new ConcurrentHashMap<>();
  private final KeyedLoop<ObjectKey> loop;
  private final Subscription secrets;
  private final Subscription accounts;

  TokenSecrets(Surroundings surroundings, StoredTokens tokens) {
    Surroundings own = surroundings.as("tokens-controller");
    this.api = own.api();
    this.tokens = tokens;
    this.secretType = api.type("v1", "secrets");
    this.accountType = api.type("v1", "serviceaccounts");
    this.loop = new KeyedLoop<>("token secrets", own, 1, this::step);
    this.accounts = api.watch(accountType, this::observeAccount);
    this.secrets = api.watch(secretType, this::observeSecret);
  }

  @Override
  public void close() {
    secrets.close();
    accounts.close();
    loop.close();
  }

  private void observeSecret(Event event) {
    if (!StoredTokens.isTokenSecret(event.object())) {
      return;
    }
    ObjectKey key = key(event.object());
    ObjectKey account = new ObjectKey(key.namespace(), StoredTokens.account(event.object()));
    if (event.kind() == Event.Kind.DELETED) {
      byAccount.getOrDefault(account, Set.of()).remove(key);
    } else {
      byAccount.computeIfAbsent(account, a -> ConcurrentHashMap.newKeySet()).add(key);
      loop.touch(key);
    }
  }

  private void observeAccount(Event event) {
    if (event.kind() != Event.Kind.MODIFIED) {
      byAccount.getOrDefault(key(event.object()), Set.of()).forEach(loop::touch);
    }
  }

  private Optional<Instant> step(ObjectKey key) {
    Ref ref = new Ref(secretType, key.namespace(), key.name());
    Optional<ObjectNode> secret = find(ref).filter(StoredTokens::isTokenSecret);
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    String name = StoredTokens.account(secret.get());
    Optional<ObjectNode> account =
        find(new Ref(accountType, key.namespace(), name))
            .filter(found -> StoredTokens.isOf(secret.get(), found));
    if (account.isPresent()) {
      api.update(ref, "", present -> tokens.fill(present, account.get()));
    } else {
      api.delete(ref, preconditions(secret.get()));
    }
    return Optional.empty();
  }

  private Optional<ObjectNode> find(Ref ref) {
    try {
      return Optional.of(api.get(ref));
    } catch (ApiException e) {
      if (e.code() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static ObjectNode preconditions(ObjectNode secret) {
    ObjectNode options = Documents.object();
    String version = Documents.text(secret, "metadata", "resourceVersion");
    options.putObject("preconditions").put("resourceVersion", version);
    return options;
  }

  private static ObjectKey key(ObjectNode object) {
    return new ObjectKey(
        Documents.text(object, "metadata", "namespace"),
        Documents.text(object, "metadata", "name"));
  }
}
