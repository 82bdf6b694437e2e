package io.windlass.manager;

import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * The lock on the cluster of {@code -Dwindlass.cluster=KUBECONFIG}. Test classes run side by side,
 * each on an embedded cluster of its own; on one given cluster they take turns, since its audit
 * counts the requests of all.
 */
public final class GivenCluster implements ResourceLocksProvider {
  @Override
  public Set<Lock> provideForClass(Class<?> test) {
    return System.getProperty("windlass.cluster") == null
        ? Set.of()
        : Set.of(new Lock("windlass.cluster", ResourceAccessMode.READ_WRITE));
  }
}
