package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.cert.Certificates;
import io.windlass.devcluster.cert.Kubeconfig;
import io.windlass.devcluster.clock.SteppedClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that only devcluster can be asked about: time is stepped, its authority signs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SteppedTokensIT {
  private static final String SELF = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
  private static final String ACCOUNT = "/api/v1/namespaces/default/serviceaccounts/default";

  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-23T12:00:00Z"));
  private DevCluster cluster;
  private Http admin;

  @BeforeAll
  void start(@TempDir Path directory) {
    cluster = DevCluster.start(DevClusterOptions.in(directory, clock).withNodes(0));
    admin = Http.of(cluster.kubeconfig());
  }

  @AfterAll
  void stop() {
    admin.close();
    cluster.close();
  }

  private int codeWith(String token) {
    return Http.withoutCertificate(cluster.kubeconfig(), "Authorization", "Bearer " + token)
        .post(SELF, "{}")
        .code();
  }

  private static void eventually(Callable<Boolean> fact) {
    await().atMost(Duration.ofSeconds(10)).until(fact);
  }

  private String token(String spec) {
    eventually(() -> admin.get(ACCOUNT).code() == 200);
    return admin.post(ACCOUNT + "/token", "{\"spec\":" + spec + "}").text("status", "token");
  }

  @Test
  void aTokenEndsOnTheClustersClockWithAMinuteOfLeeway() {
    String token = token("{\"expirationSeconds\":600}");
    assertThat(codeWith(token)).isEqualTo(201);
    clock.advance(Duration.ofSeconds(659));
    assertThat(codeWith(token)).isEqualTo(201);
    clock.advance(Duration.ofSeconds(2));
    assertThat(codeWith(token)).isEqualTo(401);
    Answer review =
        admin.post(
            "/apis/authentication.k8s.io/v1/tokenreviews",
            "{\"spec\":{\"token\":\"" + token + "\"}}");
    assertThat(Contract.at(review, "/status"))
        .isEqualTo(
            "{'user':{},'error':'[invalid bearer token, service account token has expired]'}");
  }

  @Test
  void aTokenOfAnAccountThatWasMadeAnewIsVoid() {
    String token = token("{}");
    String uid = admin.get(ACCOUNT).text("metadata", "uid");
    admin.delete(ACCOUNT, "{}");
    eventually(
        () -> {
          Answer found = admin.get(ACCOUNT);
          return found.code() == 200 && !found.text("metadata", "uid").equals(uid);
        });
    assertThat(codeWith(token)).isEqualTo(401);
  }

  @Test
  void aSecretForAnAccountIsFilledAndEndsWithIt() {
    admin.post("/api/v1/namespaces/default/serviceaccounts", "{\"metadata\":{\"name\":\"old\"}}");
    admin.post(
        "/api/v1/namespaces/default/secrets",
        """
        {"metadata":{"name":"t","annotations":{"kubernetes.io/service-account.name":"old"}},
         "type":"kubernetes.io/service-account-token"}
        """);
    String path = "/api/v1/namespaces/default/secrets/t";
    eventually(() -> !admin.get(path).text("data", "token").isEmpty());
    Answer secret = admin.get(path);
    assertThat(decoded(secret, "namespace")).isEqualTo("default");
    assertThat(decoded(secret, "ca.crt")).startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(codeWith(decoded(secret, "token"))).isEqualTo(201);
    admin.delete("/api/v1/namespaces/default/serviceaccounts/old", "{}");
    assertThat(codeWith(decoded(secret, "token"))).isEqualTo(401);
    eventually(() -> admin.get(path).code() == 404);
  }

  private static String decoded(Answer secret, String field) {
    byte[] bytes = Base64.getDecoder().decode(secret.text("data", field));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aCertificateNamesUserAndGroups() {
    Http anna = Http.of(cluster.kubeconfigOf("anna", "dev", "shop, ops"));
    assertThat(Contract.at(anna.post(SELF, "{}"), "/status/userInfo"))
        .startsWith("{'username':'anna','groups':['dev','shop, ops','system:authenticated']")
        .contains("'authentication.kubernetes.io/credential-id':['X509SHA256=");
    assertThat(anna.get("/api/v1/pods").text("message"))
        .isEqualTo(
            "pods is forbidden: User \"anna\" cannot list resource \"pods\" in API group \"\" at"
                + " the cluster scope");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsAnswered401(@TempDir Path elsewhere) {
    Path other = Kubeconfig.write(elsewhere, cluster.endpoint(), Certificates.generate());
    Http stranger = Http.of(cluster.kubeconfig(), other);
    assertThat(stranger.get("/api/v1/pods").code()).isEqualTo(401);
  }

  @Test
  void othersLearnHowToVerifyTokens() {
    Answer configuration = admin.get("/.well-known/openid-configuration");
    assertThat(configuration.text("issuer")).isEqualTo("https://kubernetes.default.svc");
    assertThat(configuration.text("jwks_uri")).endsWith("/openid/v1/jwks");
    Answer keys = admin.get("/openid/v1/jwks");
    assertThat(keys.text("text")).contains("\"kty\":\"EC\"").contains("\"alg\":\"ES256\"");
    assertThat(keys.text("text")).doesNotContain("\"d\"");
  }
}
