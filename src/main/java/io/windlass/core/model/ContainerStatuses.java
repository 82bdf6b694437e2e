package io.windlass.core.model;

import io.windlass.core.model.PodView.ContainerStatus;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Statuses of containers with their IDs apart, as bytes: but for these, the containers of most pods
 * of a workload report the same and are shared. Immutable; a status is made anew when asked for.
 */
final class ContainerStatuses extends AbstractList<ContainerStatus> {
  private static final int ID_BYTES = 32;
  private static final int ID_DIGITS = 2 * ID_BYTES;

  /** Values of digits by their character, -1 for others. */
  private static final byte[] DIGITS = digits();

  /** Each with the scheme of its ID only, such as {@code containerd://}. */
  private final List<ContainerStatus> heads;

  /** {@value #ID_BYTES} for each container. */
  private final byte[] ids;

  private ContainerStatuses(List<ContainerStatus> heads, byte[] ids) {
    this.heads = heads;
    this.ids = ids;
  }

  /** The compact form, or a plain copy where an ID is not made of {@value #ID_DIGITS} digits. */
  static List<ContainerStatus> of(List<ContainerStatus> statuses) {
    if (statuses instanceof ContainerStatuses already) {
      return already;
    }
    if (statuses.isEmpty()) {
      return List.of();
    }
    byte[] ids = new byte[ID_BYTES * statuses.size()];
    ContainerStatus[] heads = new ContainerStatus[statuses.size()];
    for (int i = 0; i < heads.length; i++) {
      if (!endsInDigits(statuses.get(i).containerId(), ids, i * ID_BYTES)) {
        return List.copyOf(statuses);
      }
      heads[i] = head(statuses.get(i));
    }
    return new ContainerStatuses(List.of(heads), ids);
  }

  /** Whether an ID ends in digits, which are then written as bytes. */
  private static boolean endsInDigits(String id, byte[] into, int at) {
    byte[] text = id.getBytes(StandardCharsets.ISO_8859_1);
    int start = text.length - ID_DIGITS;
    int all = start;
    for (int i = 0; i < ID_BYTES && all >= 0; i++) {
      int high = DIGITS[text[start + 2 * i] & 0xff];
      int low = DIGITS[text[start + 2 * i + 1] & 0xff];
      all = high | low;
      into[at + i] = (byte) (high << 4 | low);
    }
    return all >= 0;
  }

  /** By character of Latin 1, which others are not mistaken for: they become question marks. */
  private static byte[] digits() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int digit = 0; digit < 16; digit++) {
      values[Character.forDigit(digit, 16)] = (byte) digit;
    }
    return values;
  }

  private static ContainerStatus head(ContainerStatus status) {
    String id = status.containerId();
    return status.withId(id.substring(0, id.length() - ID_DIGITS));
  }

  /** An equal list that uses the parts of another where they are equal. */
  ContainerStatuses sharing(ContainerStatuses kin) {
    if (heads.equals(kin.heads)) {
      return Arrays.equals(ids, kin.ids) ? kin : new ContainerStatuses(kin.heads, ids);
    }
    ContainerStatus[] shared = heads.toArray(ContainerStatus[]::new);
    for (int i = 0; i < Math.min(shared.length, kin.heads.size()); i++) {
      shared[i] = shared[i].sharing(kin.heads.get(i));
    }
    return new ContainerStatuses(List.of(shared), ids);
  }

  /** What it takes on the heap beyond what was counted before. */
  long bytes(Footprint footprint) {
    long bytes = footprint.object(this, 12) + footprint.list(heads);
    bytes += footprint.array(ids, ids.length);
    for (ContainerStatus head : heads) {
      bytes += footprint.status(head);
    }
    return bytes;
  }

  /** The status of a container, if there is one. */
  Optional<ContainerStatus> named(String name) {
    int place = find(name);
    return place < 0 ? Optional.empty() : Optional.of(get(place));
  }

  /** The same without ID, as it is kept. */
  Optional<ContainerStatus> reported(String name) {
    int place = find(name);
    return place < 0 ? Optional.empty() : Optional.of(heads.get(place));
  }

  private int find(String name) {
    for (int i = 0; i < heads.size(); i++) {
      if (heads.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** How often containers were restarted, the most of one. */
  int maxRestarts() {
    int most = 0;
    for (int i = 0; i < heads.size(); i++) {
      most = Math.max(most, heads.get(i).restarts());
    }
    return most;
  }

  @Override
  public ContainerStatus get(int i) {
    ContainerStatus head = heads.get(i);
    String digits = HexFormat.of().formatHex(ids, i * ID_BYTES, (i + 1) * ID_BYTES);
    return head.withId(head.containerId() + digits);
  }

  @Override
  public int size() {
    return heads.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContainerStatuses statuses
        ? Arrays.equals(ids, statuses.ids) && heads.equals(statuses.heads)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
