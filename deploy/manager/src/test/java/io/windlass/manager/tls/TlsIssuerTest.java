package io.windlass.manager.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsIssuerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final TlsIssuer ISSUER = new TlsIssuer(Set.of("a.b.svc", "127.0.0.1"));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          after                        | days | names             | is enough
          it was made                  | 0    | a.b.svc 127.0.0.1 | true
          two months all but a day     | 59   | a.b.svc 127.0.0.1 | true
          two months and a day         | 61   | a.b.svc 127.0.0.1 | false
          its end                      | 91   | a.b.svc 127.0.0.1 | false
          the Service was renamed      | 0    | c.b.svc           | false
          one name fell away           | 0    | a.b.svc           | true
          the clock was set back       | -1   | a.b.svc           | false
          """)
  void whenACertificateIsRenewed(String after, int days, String names, boolean enough) {
    TlsMaterial made = ISSUER.renewed(Optional.empty(), START);
    TlsIssuer asked = new TlsIssuer(Set.of(names.split(" ", -1)));

    assertThat(asked.isEnough(made, START.plus(Duration.ofDays(days)))).as(after).isEqualTo(enough);
  }

  @Test
  void theAuthorityStaysAsLongAsItCanSign() {
    TlsMaterial made = ISSUER.renewed(Optional.empty(), START);
    TlsMaterial next = ISSUER.renewed(Optional.of(made), START.plus(Duration.ofDays(61)));

    assertThat(next.authorities()).isEqualTo(made.authorities());
    assertThat(next.chain()).isNotEqualTo(made.chain());
  }

  @Test
  void theOldAuthorityIsTrustedUntilItsEnd() {
    TlsMaterial made = ISSUER.renewed(Optional.empty(), START);
    List<X509Certificate> old = made.authorities();

    TlsMaterial next = ISSUER.renewed(Optional.of(made), START.plus(Duration.ofDays(3_400)));
    assertThat(next.authorities()).hasSize(2).containsAll(old);
    assertThat(next.authorities().getFirst()).isNotEqualTo(old.getFirst());
    TlsMaterial last = ISSUER.renewed(Optional.of(next), START.plus(Duration.ofDays(3_700)));
    assertThat(last.authorities()).doesNotContainAnyElementsOf(old);
  }

  @Test
  void whatIsKeptIsReadAgain() {
    TlsMaterial made = ISSUER.renewed(Optional.empty(), START);

    assertThat(TlsMaterial.read(made.texts())).contains(made);
  }

  @Test
  void whatCannotBeUsedCountsAsNothing() {
    TlsMaterial made = ISSUER.renewed(Optional.empty(), START);
    TlsMaterial other = ISSUER.renewed(Optional.empty(), START);
    TlsMaterial.Texts texts = made.texts();

    assertThat(
            TlsMaterial.read(
                new TlsMaterial.Texts(
                    other.bundle(), texts.authorityKey(), texts.chain(), texts.key())))
        .as("a certificate of another authority")
        .isEmpty();
    assertThat(TlsMaterial.read(new TlsMaterial.Texts("", "", "", ""))).as("nothing").isEmpty();
    assertThat(TlsMaterial.read(new TlsMaterial.Texts(texts.authorities(), "?", "?", "?")))
        .as("junk")
        .isEmpty();
  }
}
