package io.windlass.oam.read.parts;

import io.windlass.oam.document.Node;
import java.util.Map;
import java.util.TreeMap;

/** Reads for which machines images are. Stateless. */
public final class NodeSelectors {
  private NodeSelectors() {}

  /** The labels of nodes that osType and arch ask for. */
  public static Map<String, String> read(Node spec) {
    Map<String, String> labels = new TreeMap<>();
    spec.word("osType", "linux", "windows").ifPresent(os -> labels.put("kubernetes.io/os", os));
    spec.word("arch", "i386", "amd64", "arm", "arm64")
        .map(arch -> arch.equals("i386") ? "386" : arch)
        .ifPresent(arch -> labels.put("kubernetes.io/arch", arch));
    return labels;
  }
}
