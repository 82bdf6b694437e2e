package io.windlass.devcluster;

import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.audit.Audit;
import io.windlass.devcluster.auth.control.AccessControllers;
import io.windlass.devcluster.auth.rbac.BootstrapPolicy;
import io.windlass.devcluster.auth.token.StoredTokens;
import io.windlass.devcluster.cert.Certificates;
import io.windlass.devcluster.cert.Kubeconfig;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.disk.DataFolder;
import io.windlass.devcluster.server.WebServer;
import io.windlass.devcluster.sim.Observatory;
import io.windlass.devcluster.sim.Simulation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A running cluster: a Kubernetes API on 127.0.0.1 over TLS, with simulated nodes. Every request is
 * authenticated, and authorized by RBAC.
 *
 * <p>Thread-safe. Everything lives in memory and ends with {@link #close()}, unless the options
 * name a folder for it.
 */
public final class DevCluster implements AutoCloseable {
  private final Kernel kernel;
  private final Simulation simulation;
  private final AccessControllers controllers;
  private final WebServer server;
  private final Access access;

  private DevCluster(
      Kernel kernel,
      Simulation simulation,
      AccessControllers controllers,
      WebServer server,
      Access access) {
    this.kernel = kernel;
    this.simulation = simulation;
    this.controllers = controllers;
    this.server = server;
    this.access = access;
  }

  /** With what clients enter, and what is kept between runs. */
  private record Access(
      Certificates certificates, Path directory, Path kubeconfig, Optional<DataFolder> data) {}

  /**
   * Starts a cluster and writes its kubeconfig; serves when this returns.
   *
   * @throws io.windlass.devcluster.file.UnusableFile if the folder for its data cannot be used
   */
  public static DevCluster start(DevClusterOptions options) {
    Optional<DataFolder> data = options.data().map(DataFolder::open);
    boolean started = false;
    try {
      DevCluster cluster = start(options, data);
      started = true;
      return cluster;
    } finally {
      if (!started) {
        data.ifPresent(DataFolder::close);
      }
    }
  }

  private static DevCluster start(DevClusterOptions options, Optional<DataFolder> data) {
    CompletableFuture<Certificates> keys =
        CompletableFuture.supplyAsync(() -> ClusterKeys.certificates(data));
    Observatory observatory = Observatory.on(options.clock(), options.simulation().profiles());
    Kernel kernel = Kernel.start(options, observatory.metrics(), data);
    // A hundred objects, made while the server starts.
    CompletableFuture<Void> policy =
        CompletableFuture.runAsync(() -> BootstrapPolicy.apply(kernel.api()));
    Certificates certificates = keys.join();
    WebServer.Border border =
        new WebServer.Border(
            options.port(),
            certificates,
            options.gate(),
            options.clock(),
            options.watches().patience());
    WebServer server = WebServer.start(kernel.content(), border);
    // After the server, which is the one that may fail: its port may be taken.
    Simulation simulation =
        Simulation.start(
            kernel.api().as("simulation"),
            options.clock(),
            options.simulation().withRootCertificate(certificates.authorityPem()),
            observatory);
    Path kubeconfig = Kubeconfig.write(options.directory(), server.endpoint(), certificates);
    policy.join();
    StoredTokens tokens =
        new StoredTokens(kernel.content().security().key(), certificates.authorityPem());
    return new DevCluster(
        kernel,
        simulation,
        AccessControllers.start(kernel.api(), options.clock(), tokens),
        server,
        new Access(certificates, options.directory(), kubeconfig, data));
  }

  /** The file with which clients enter as the administrator. */
  public Path kubeconfig() {
    return access.kubeconfig();
  }

  /** Writes, beside the administrator's file, one for another user with a client certificate. */
  public Path kubeconfigOf(String user, String... groups) {
    Kubeconfig.Entry entry = new Kubeconfig.Entry(access.directory(), user, List.of(groups));
    return Kubeconfig.write(entry, server.endpoint(), access.certificates());
  }

  public URI endpoint() {
    return server.endpoint();
  }

  /** The API for code in this JVM, counted as {@code devcluster}. */
  public ClusterApi api() {
    return kernel.api();
  }

  public ClusterClock clock() {
    return kernel.clock();
  }

  /** Counts of requests, those from within included. */
  public Audit audit() {
    return kernel.content().audit();
  }

  @Override
  public void close() {
    controllers.close();
    simulation.close();
    kernel.close();
    server.close();
    access.data().ifPresent(DataFolder::close);
  }
}
