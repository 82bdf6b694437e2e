package io.windlass.devcluster.auth.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.auth.token.Claims.Account;
import io.windlass.devcluster.auth.token.Claims.Ref;
import io.windlass.devcluster.document.Documents;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Tokens that live in Secrets of type {@code kubernetes.io/service-account-token} until these are
 * deleted. Immutable.
 *
 * @param authority the PEM of the cluster's certificate authority, which goes beside the token
 */
public record StoredTokens(TokenKey key, String authority) {
  private static final String TYPE = "kubernetes.io/service-account-token";
  private static final String ACCOUNT = "kubernetes.io/service-account.name";
  private static final String ACCOUNT_UID = "kubernetes.io/service-account.uid";

  public static boolean isTokenSecret(ObjectNode secret) {
    return Documents.text(secret, "type").equals(TYPE);
  }

  /** The name of the ServiceAccount that a Secret says it is for. */
  public static String account(ObjectNode secret) {
    return Documents.text(secret, "metadata", "annotations", ACCOUNT);
  }

  /** Whether an account is the one that a Secret is for, and not another of its name. */
  public static boolean isOf(ObjectNode secret, ObjectNode account) {
    String uid = Documents.text(secret, "metadata", "annotations", ACCOUNT_UID);
    return uid.isEmpty() || uid.equals(Documents.text(account, "metadata", "uid"));
  }

  /** Puts what is missing into a Secret, which is changed and returned. */
  public ObjectNode fill(ObjectNode secret, ObjectNode account) {
    String namespace = Documents.text(secret, "metadata", "namespace");
    String uid = Documents.text(account, "metadata", "uid");
    Documents.child(Documents.metadata(secret), "annotations").put(ACCOUNT_UID, uid);
    ObjectNode contents = Documents.child(secret, "data");
    contents.put("ca.crt", base64(authority));
    contents.put("namespace", base64(namespace));
    if (Documents.text(contents, "token").isEmpty()) {
      Ref ref = new Ref(account(secret), uid);
      String name = Documents.text(secret, "metadata", "name");
      String token = key.sign(LegacyClaims.toJwt(new Account(namespace, ref), name));
      contents.put("token", base64(token));
    }
    return secret;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
