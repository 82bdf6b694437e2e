package io.windlass.benchmarks.encoding;

import com.sun.management.OperatingSystemMXBean;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.windlass.benchmarks.figures.Figures;
import io.windlass.controllers.adapter.wire.Encoding;
import io.windlass.controllers.adapter.wire.ViewType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What do pods cost in JSON and in protobuf, the API server and us? {@code benchmarks/encodings
 * KUBECONFIG SERVER-PID [FILE [PODS]]}. Changes are read from the server's past, again and again,
 * so that the writes that made them are not in the figures. The bars say what has been decided:
 * pods are asked for in protobuf.
 */
public final class EncodingFigures {
  private static final int PODS = 1_000;
  private static final int PODS_READ = 10_000;
  private static final double NANOS = 1e9;
  private static final double MICROS = 1e6;
  private static final int SKIPPED = 77;

  private final Figures figures = new Figures();
  private final ServerProcess server;

  private EncodingFigures(ServerProcess server) {
    this.server = server;
  }

  /** Measures, prints a table, and exits with 1 if a bar is missed, with 77 without a cluster. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      System.out.println("SKIPPED: no kubeconfig and process of an API server were given");
      System.exit(SKIPPED);
    }
    EncodingFigures all = new EncodingFigures(new ServerProcess(Long.parseLong(arguments[1])));
    int count = arguments.length < 4 ? PODS : Integer.parseInt(arguments[3]);
    Config config = Config.fromKubeconfig(Path.of(arguments[0]).toFile());
    try (KubernetesClient client =
            new KubernetesClientBuilder().withConfig(new ConfigBuilder(config).build()).build();
        ServedPods pods = ServedPods.make(client, count)) {
      all.measure(pods);
    }
    all.figures.finish(
        arguments.length < 3 ? Optional.empty() : Optional.of(Path.of(arguments[2])));
  }

  private void measure(ServedPods pods) throws IOException {
    pods.fill();
    Reads reads = new Reads(pods.client(), pods.path(), ViewType.pods());
    long before = reads.list(Encoding.JSON).version();
    pods.change();
    figures.tell("pods", pods.count(), "");
    compare("list", reads::list);
    compare("watch", encoding -> reads.changes(encoding, before, pods.count()));
    for (Encoding encoding : Encoding.values()) {
      streamed(reads, encoding);
    }
  }

  /** Reads pods once. */
  @FunctionalInterface
  private interface Reading {
    Reads.Amount read(Encoding encoding) throws IOException;
  }

  /** What has been read, and what it has taken. */
  private record Cost(Amounts read, double ours, double servers, double peakMegabytes) {
    double bytes() {
      return read.bytes / read.pods;
    }
  }

  private record Amounts(double rounds, double pods, double bytes, double seconds) {}

  private Cost cost(Encoding encoding, Reading reading) throws IOException {
    amounts(encoding, reading, PODS_READ / 3);
    server.forgetPeak();
    double ours = ownCpuSeconds();
    double servers = server.cpuSeconds();
    Amounts read = amounts(encoding, reading, PODS_READ);
    return new Cost(
        read,
        (ownCpuSeconds() - ours) / read.pods,
        (server.cpuSeconds() - servers) / read.pods,
        server.peakMegabytes());
  }

  /** Reads all pods again and again, until it were so many. */
  private static Amounts amounts(Encoding encoding, Reading reading, int enough)
      throws IOException {
    long start = System.nanoTime();
    int rounds = 0;
    long pods = 0;
    long bytes = 0;
    while (pods < enough) {
      Reads.Amount amount = reading.read(encoding);
      rounds++;
      pods += amount.pods();
      bytes += amount.bytes();
    }
    return new Amounts(rounds, pods, bytes, (System.nanoTime() - start) / NANOS);
  }

  private static double ownCpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / NANOS;
  }

  private void compare(String what, Reading reading) throws IOException {
    Cost json = cost(Encoding.JSON, reading);
    tell(what + ", JSON", json);
    Cost protobuf = cost(Encoding.PROTOBUF, reading);
    tell(what + ", protobuf", protobuf);
    bar(what + ": bytes, protobuf against JSON", protobuf.bytes() / json.bytes());
    bar(what + ": our CPU, protobuf against JSON", protobuf.ours / json.ours);
    bar(what + ": the server's CPU, protobuf against JSON", protobuf.servers / json.servers);
  }

  private void tell(String what, Cost cost) {
    figures.tell(what + ": bytes of a pod", cost.bytes(), "B");
    figures.tell(what + ": our CPU for a pod", cost.ours * MICROS, "us");
    figures.tell(what + ": the server's CPU for a pod", cost.servers * MICROS, "us");
    figures.tell(what + ": the server's memory at most", cost.peakMegabytes, "MB");
    figures.tell(what + ": time for all", cost.read.seconds / cost.read.rounds, "s");
  }

  private void bar(String what, double ratio) {
    figures.atMost(what, ratio, 1, "x");
  }

  private void streamed(Reads reads, Encoding encoding) throws IOException {
    String what = "list as the beginning of a watch, " + name(encoding);
    if (reads.streamed(encoding).isPresent()) {
      tell(what, cost(encoding, how -> reads.streamed(how).orElseThrow()));
    } else {
      figures.tell(what + ": pods that the server sends", 0, "");
    }
  }

  private static String name(Encoding encoding) {
    return encoding == Encoding.JSON ? "JSON" : encoding.name().toLowerCase(Locale.ROOT);
  }
}
