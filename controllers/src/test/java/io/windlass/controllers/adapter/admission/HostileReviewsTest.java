package io.windlass.controllers.adapter.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.management.ThreadMXBean;
import io.windlass.core.admission.Surroundings;
import io.windlass.core.cloneset.CloneSetAdmission;
import io.windlass.core.model.Features;
import io.windlass.core.model.JsonText;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reviews of nearly 3 MB that are made to hurt: each is answered soon, in little memory. */
class HostileReviewsTest {
  private static final int BYTES = 3_000_000;
  private static final Duration SOON = Duration.ofSeconds(5);
  // What is allocated in all, short-lived buffers included; what is held at once is less.
  private static final long MOST_ALLOCATED = 80L * BYTES;
  private static final String REVIEW =
      "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":"
          + "{\"uid\":\"u\",\"operation\":\"CREATE\",\"object\":%s}}";

  private static final Server SERVER = new Server();
  private static final LocalConnector CONNECTOR = new LocalConnector(SERVER);

  @BeforeAll
  static void start() throws Exception {
    CloneSetAdmission cloneSets = new CloneSetAdmission(Features.DEFAULT, Surroundings.UNKNOWN);
    SERVER.addConnector(CONNECTOR);
    SERVER.setHandler(
        new ReviewHandler(
            Map.of(
                "/mutate", Reviews.admission(cloneSets::mutate),
                "/validate", Reviews.admission(cloneSets::validate)),
            Capacity.of(1L << 29, 2),
            AdmissionMetrics.NONE));
    SERVER.start();
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.stop();
  }

  private static String send(String path, String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return CONNECTOR.getResponse(
        "POST %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, bytes.length, body));
  }

  private static String full(String head, String unit, String tail) {
    int times = Math.max(1, (BYTES - head.length() - tail.length()) / unit.length());
    return head + unit.repeat(times) + tail;
  }

  private static String numbered(String format, int count) {
    return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining(","));
  }

  private static String body(String kind) {
    return switch (kind) {
      case "nested arrays" -> REVIEW.formatted(full("", "[", ""));
      case "nested objects" -> REVIEW.formatted(full("", "{\"a\":", "1"));
      case "one number" -> REVIEW.formatted(full("", "9", ""));
      case "one fraction" -> REVIEW.formatted(full("0.", "3", ""));
      case "an exponent" -> REVIEW.formatted("1e999999999");
      case "a key twice" -> REVIEW.formatted("{\"a\":1,\"a\":2}");
      case "two requests" ->
          REVIEW.formatted("{}").replace("\"request\"", "\"request\":{},\"request\"");
      case "half a review" -> REVIEW.formatted(full("\"", "x", "\"")).substring(0, BYTES / 2);
      case "an object of text" -> REVIEW.formatted("\"pod\"");
      case "an object of items" -> REVIEW.formatted("[{}]");
      case "a number for the uid" -> REVIEW.formatted("{}").replace("\"u\"", "7");
      case "small numbers" -> REVIEW.formatted(full("{\"a\":[1", ",1", "]}"));
      case "short texts" -> REVIEW.formatted(full("{\"a\":[\"a\"", ",\"a\"", "]}"));
      case "many fields" -> REVIEW.formatted("{" + numbered("\"%d\":1", 250_000) + "}");
      default ->
          REVIEW.formatted(
              "{\"kind\":\"CloneSet\",\"apiVersion\":\"apps.kruise.io/v1beta1\",\"metadata\":"
                  + "{\"name\":\"a\"},\"spec\":{%s}}".formatted(spec(kind)));
    };
  }

  private static String spec(String kind) {
    return switch (kind) {
      case "long text" -> full("\"selector\":\"", "\\n", "\"");
      case "many pods to delete" ->
          "\"scaleStrategy\":{\"podsToDelete\":[" + numbered("\"%d\"", 250_000) + "]}";
      case "many containers" ->
          "\"template\":{\"spec\":{\"containers\":["
              + numbered("{\"name\":\"%d\",\"env\":[{\"name\":\"A\"}]}", 60_000)
              + "]}}";
      case "many scatter terms" ->
          "\"updateStrategy\":{\"rollingUpdate\":{\"scatterStrategy\":["
              + numbered("{\"key\":\"%d\",\"value\":\"a\"}", 90_000)
              + "]}}";
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          3 MB of              | code | and the words
          nested arrays        | 400  | nested deeper than
          nested objects       | 400  | nested deeper than
          one number           | 400  | a number of more than
          one fraction         | 400  | a number of more than
          an exponent          | 400  | exponent beyond
          a key twice          | 400  | field \\"a\\" twice
          two requests         | 400  | field \\"request\\" twice
          half a review        | 400  | the text ends too early
          an object of text    | 400  | request.object is not an object
          an object of items   | 400  | request.object is not an object
          a number for the uid | 400  | no request.uid
          small numbers        | 200  | not a CloneSet of a known version
          short texts          | 200  | not a CloneSet of a known version
          many fields          | 200  | not a CloneSet of a known version
          """)
  void isRefusedInWords(String kind, int code, String words) throws Exception {
    for (String path : new String[] {"/mutate", "/validate"}) {
      assertAnswered(path, kind, "HTTP/1.1 " + code, words);
    }
  }

  @ParameterizedTest
  @CsvSource({"long text", "many pods to delete", "many containers", "many scatter terms"})
  void aHugeCloneSetIsJudgedLikeASmallOne(String kind) throws Exception {
    assertAnswered("/validate", kind, "HTTP/1.1 200", "\"allowed\":false");
    assertAnswered("/mutate", kind, "HTTP/1.1 200", "\"uid\":\"u\"");
  }

  private static void assertAnswered(String path, String kind, String code, String words)
      throws Exception {
    String body = body(kind);
    String answer = assertTimeout(SOON, () -> send(path, body), kind);

    assertThat(answer).as(kind).startsWith(code).contains(words);
    assertThat(answer.length()).as("bytes of the answer to %s", kind).isLessThan(20 * BYTES);
    assertThat(allocated(body)).as("bytes allocated to read %s", kind).isLessThan(MOST_ALLOCATED);
  }

  private static long allocated(String body) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    JsonText.tryParse(body);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
