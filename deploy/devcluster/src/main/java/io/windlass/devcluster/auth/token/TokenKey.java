package io.windlass.devcluster.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/** The key with which a cluster signs tokens. Thread-safe. */
public final class TokenKey {
  /** The algorithm as key sets and tokens name it. */
  public static final String ALGORITHM_NAME = "ES256";

  private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

  private final ECKey key;

  private TokenKey(ECKey key) {
    this.key = key;
  }

  /** A new key. */
  public static TokenKey generate() {
    try {
      return new TokenKey(
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(ALGORITHM)
              .keyIDFromThumbprint(true)
              .generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot make a key for tokens", e);
    }
  }

  /** The key that {@link #text} wrote. */
  public static TokenKey parse(String text) {
    try {
      return new TokenKey(ECKey.parse(text));
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a key for tokens", e);
    }
  }

  /** The key, its private part included, as a JSON Web Key. */
  public String text() {
    return key.toJSONString();
  }

  String sign(JWTClaimsSet claims) {
    JWSHeader header = new JWSHeader.Builder(ALGORITHM).keyID(key.getKeyID()).build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign " + claims, e);
    }
  }

  /** What a token claims, if this key has signed it. Costs tenths of a millisecond. */
  Optional<JWTClaimsSet> claims(String text) {
    try {
      SignedJWT token = SignedJWT.parse(text);
      boolean ours =
          ALGORITHM.equals(token.getHeader().getAlgorithm())
              && token.verify(new ECDSAVerifier(key.toECPublicKey()));
      return ours ? Optional.of(token.getJWTClaimsSet()) : Optional.empty();
    } catch (ParseException | JOSEException _) {
      return Optional.empty();
    }
  }

  /** The public part, as a JSON Web Key Set. */
  public String publicKeys() {
    return new JWKSet(key.toPublicJWK()).toString();
  }
}
