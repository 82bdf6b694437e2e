package io.windlass.manager.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The Secret in which the replicas of a manager share one certificate. Whoever finds it missing or
 * about to end writes it; a version precondition lets only one of several do so. Thread-safe.
 */
public final class TlsSecret {
  private static final int ATTEMPTS = 5;
  private static final int CONFLICT = 409;

  private final KubernetesClient client;
  private final Name name;
  private final TlsIssuer issuer;

  public TlsSecret(KubernetesClient client, Name name, TlsIssuer issuer) {
    this.client = client;
    this.name = name;
    this.issuer = issuer;
  }

  /** Where it is. */
  public record Name(String namespace, String name) {}

  /** What is in the Secret, after it has been written where that was due. */
  public TlsMaterial ensure(Instant now) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Secret> found = Optional.ofNullable(resource().get());
      Optional<TlsMaterial> material = found.flatMap(TlsSecret::read);
      if (material.filter(m -> issuer.isEnough(m, now)).isPresent()) {
        return material.get();
      }
      TlsMaterial renewed = issuer.renewed(material, now);
      if (write(found, renewed)) {
        return renewed;
      }
    }
    throw new IllegalStateException("others keep changing the Secret " + name);
  }

  private boolean write(Optional<Secret> before, TlsMaterial material) {
    try {
      Secret secret = secret(before, material.texts());
      if (before.isPresent()) {
        client.secrets().inNamespace(name.namespace()).resource(secret).update();
      } else {
        client.secrets().inNamespace(name.namespace()).resource(secret).create();
      }
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT) {
        return false;
      }
      throw e;
    }
  }

  private Secret secret(Optional<Secret> before, TlsMaterial.Texts texts) {
    SecretBuilder builder =
        before
            .map(SecretBuilder::new)
            .orElseGet(
                () ->
                    new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(name.namespace())
                        .withName(name.name())
                        .endMetadata()
                        .withType("kubernetes.io/tls"));
    return builder
        .withData(
            Map.of(
                "ca.crt", encoded(texts.authorities()),
                "ca.key", encoded(texts.authorityKey()),
                "tls.crt", encoded(texts.chain()),
                "tls.key", encoded(texts.key())))
        .build();
  }

  private static Optional<TlsMaterial> read(Secret secret) {
    return TlsMaterial.read(
        new TlsMaterial.Texts(
            decoded(secret, "ca.crt"),
            decoded(secret, "ca.key"),
            decoded(secret, "tls.crt"),
            decoded(secret, "tls.key")));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String decoded(Secret secret, String field) {
    String value = Optional.ofNullable(secret.getData()).orElse(Map.of()).getOrDefault(field, "");
    try {
      return new String(Base64.getDecoder().decode(value), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private Resource<Secret> resource() {
    return client.secrets().inNamespace(name.namespace()).withName(name.name());
  }
}
