package io.windlass.benchmarks.pods;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pods of many CloneSets, {@value #PODS_OF_AN_OWNER} each: two containers with 28 and 26 variables,
 * four volumes, probes, five conditions, two container statuses, managedFields. Every CloneSet has
 * an image of its own; every pod has a uid, an address, IDs of containers, times and a name of its
 * own. The same pod has the same text every time. Thread-safe.
 */
public final class RealisticPods {
  /** How many pods an owner has. */
  public static final int PODS_OF_AN_OWNER = 10;

  private static final Pattern TOKEN = Pattern.compile("@([A-Z0-9]+)@");
  private static final Instant START = Instant.parse("2026-03-14T09:26:53Z");
  private static final int DAY_SECONDS = 86_400;

  /** Text and tokens in turn; a text first. */
  private final List<String> parts;

  private RealisticPods(String template) {
    parts = new ArrayList<>();
    Matcher token = TOKEN.matcher(template);
    int end = 0;
    while (token.find()) {
      parts.add(template.substring(end, token.start()));
      parts.add(token.group(1));
      end = token.end();
    }
    parts.add(template.substring(end));
  }

  /** Pods that serve and are left alone. */
  public static RealisticPods atRest() {
    return new RealisticPods(template("pod-at-rest.json"));
  }

  /**
   * Pods in the middle of an update in place, with what OpenKruise notes of it and of a SidecarSet
   * whose container they have.
   */
  public static RealisticPods inRollout() {
    return new RealisticPods(template("pod-in-rollout.json"));
  }

  /** The same pods without variables and managedFields: less to read, as much to keep. */
  public RealisticPods withoutBallast() {
    String text = String.join("@", parts);
    String bare =
        text.replaceAll("\"env\":\\[(?:[^\\[\\]]++|\\[[^\\]]*+\\])*+\\],", "")
            .replaceAll("(?s)\"managedFields\":\\[.*?\\],\"name\":", "\"name\":");
    return new RealisticPods(bare);
  }

  private static String template(String name) {
    try (InputStream in = RealisticPods.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
  }

  /** The uid of a pod's owner. */
  public static String ownerUid(int pod) {
    return uuid(new SplittableRandom(-1L - pod / PODS_OF_AN_OWNER));
  }

  /**
   * One pod as JSON.
   *
   * @param number from 0
   * @param version its resourceVersion
   */
  public byte[] json(int number, long version) {
    StringBuilder text = new StringBuilder(13_000);
    for (int i = 0; i < parts.size(); i++) {
      text.append(i % 2 == 0 ? parts.get(i) : value(parts.get(i), number, version));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static String value(String token, int number, long version) {
    int owner = number / PODS_OF_AN_OWNER;
    SplittableRandom own = new SplittableRandom(number * 31L + token.hashCode());
    SplittableRandom shared = new SplittableRandom(owner * 31L + token.hashCode());
    return switch (token) {
      case "NAMESPACE" -> "tenant-%02d".formatted(owner % 50);
      case "OWNER" -> "web-frontend-%05d".formatted(owner);
      case "OWNERUID" -> ownerUid(number);
      case "UID" -> uuid(own);
      case "SUFFIX" -> hex(own, 4) + number % PODS_OF_AN_OWNER;
      case "TOKEN" -> hex(own, 5);
      case "HASH", "NEXTHASH" -> hex(shared, 10);
      case "TAG", "NEXTTAG" -> "v1.%d.%d".formatted(owner % 90 + 10, token.length());
      case "DIGEST" -> hex(shared, 64);
      case "CONTAINER1", "CONTAINER2" -> hex(own, 64);
      case "VERSION" -> "%09d".formatted(version);
      case "NODE" -> "node-pool-a-%04d".formatted(own.nextInt(3000));
      case "PODIP" -> "10.%d.%d.%d".formatted(octet(own), octet(own), octet(own));
      case "HOSTIP" -> "172.16.%d.%d".formatted(octet(own), octet(own));
      case "CREATED", "READY", "ROLLED", "SIDED" ->
          START.plusSeconds(own.nextInt(DAY_SECONDS)).toString();
      default -> throw new IllegalArgumentException("no such token: " + token);
    };
  }

  private static int octet(SplittableRandom random) {
    return 100 + random.nextInt(100);
  }

  private static String uuid(SplittableRandom random) {
    String digits = hex(random, 32);
    return String.join(
        "-",
        digits.substring(0, 8),
        digits.substring(8, 12),
        digits.substring(12, 16),
        digits.substring(16, 20),
        digits.substring(20));
  }

  private static String hex(SplittableRandom random, int digits) {
    StringBuilder text = new StringBuilder(digits + 15);
    while (text.length() < digits) {
      text.append(HexFormat.of().toHexDigits(random.nextLong()));
    }
    return text.substring(0, digits);
  }
}
