package io.windlass.manager.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRefreshTest {
  private static final Interceptor.RequestTags NO_TAGS =
      new Interceptor.RequestTags() {
        @Override
        public <T> T getTag(Class<T> type) {
          throw new IllegalStateException("asked for the tag " + type);
        }
      };

  private final List<String> asked = new ArrayList<>();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          who                                               | token | auto token | user  | asked before a request
          a certificate says who it is: nothing is read     |       |            |       | false
          a token of the kubeconfig goes with each request  | t     |            |       | true
          a token of a file or a program may have changed   |       | t          |       | true
          a user and a password go with each request        |       |            | admin | true
          """)
  void onlyCredentialsOfHeadersAreLookedFor(
      String who, String token, String autoToken, String user, boolean isAsked) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withOauthToken(token)
            .withAutoOAuthToken(autoToken)
            .withUsername(user)
            .build();
    StandardHttpRequest.Builder request = new StandardHttpRequest.Builder();
    new TokenRefresh(config, recording()).before(request, request.uri("http://x").build(), NO_TAGS);
    assertThat(asked).hasSize(isAsked ? 1 : 0);
  }

  private Interceptor recording() {
    return new Interceptor() {
      @Override
      public void before(BasicBuilder headers, HttpRequest request, RequestTags tags) {
        asked.add(request.uri().toString());
      }
    };
  }
}
