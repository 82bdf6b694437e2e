package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of fields: a trie of path elements whose nodes are shared between sets and read from their
 * JSON form (FieldsV1) only when an operation comes by. Operations cost O(the smaller set's paths)
 * and return the same instance where nothing changes. Immutable in meaning; confined to one thread
 * because nodes are decoded in place, except {@link #EMPTY} and sets that were built.
 */
public final class FieldSet {
  /** No field. */
  public static final FieldSet EMPTY =
      new FieldSet(new Level(new PathElement[0], new boolean[0], new FieldSet[0]));

  private static final String SELF = ".";
  private static final ObjectNode LEAF = JsonNodeFactory.instance.objectNode();

  private @Nullable Level level;
  private @Nullable ObjectNode encoded;

  /** The sorted steps of one node; what is a member and what is below each. */
  private static final class Level {
    private final PathElement[] steps;
    private final boolean[] members;
    private final FieldSet[] children;

    Level(PathElement[] steps, boolean[] members, FieldSet[] children) {
      this.steps = steps;
      this.members = members;
      this.children = children;
    }

    int find(PathElement step) {
      return Arrays.binarySearch(steps, step);
    }

    Level copy() {
      return new Level(steps, members.clone(), children.clone());
    }
  }

  private FieldSet(Level level) {
    this.level = level;
  }

  private FieldSet(ObjectNode encoded) {
    this.encoded = encoded;
  }

  /** A set in the form of FieldsV1; the tree is kept and must not be changed any more. */
  static FieldSet of(ObjectNode fieldsV1) {
    return fieldsV1.isEmpty() ? EMPTY : new FieldSet(fieldsV1);
  }

  /** The set of one field by name, each a list of names from the root. */
  public static FieldSet ofNames(List<List<String>> paths) {
    FieldSet all = EMPTY;
    for (List<String> path : paths) {
      FieldSet below = EMPTY;
      for (int i = path.size() - 1; i >= 0; i--) {
        Builder builder = new Builder();
        builder.add(PathElement.field(path.get(i)), i == path.size() - 1, below);
        below = builder.build();
      }
      all = all.union(below);
    }
    return all;
  }

  private Level level() {
    Level known = level;
    if (known == null) {
      known = decode(java.util.Objects.requireNonNull(encoded));
      level = known;
    }
    return known;
  }

  private static Level decode(ObjectNode node) {
    Builder builder = new Builder();
    for (Map.Entry<String, JsonNode> e : node.properties()) {
      if (!e.getKey().equals(SELF) && e.getValue() instanceof ObjectNode child) {
        int own = child.has(SELF) ? 1 : 0;
        boolean member = own == 1 || child.isEmpty();
        FieldSet below = child.size() > own ? new FieldSet(child) : EMPTY;
        PathElement.decode(e.getKey()).ifPresent(step -> builder.add(step, member, below));
      }
    }
    return builder.level();
  }

  /** In the form of FieldsV1; may share nodes with what this was read from. */
  ObjectNode encode() {
    ObjectNode known = encoded;
    if (known == null) {
      known = JsonNodeFactory.instance.objectNode();
      writeTo(known);
      encoded = known;
    }
    return known;
  }

  private void writeTo(ObjectNode node) {
    Level own = level();
    for (int i = 0; i < own.steps.length; i++) {
      node.set(own.steps[i].encoded(), encodeChild(own.members[i], own.children[i]));
    }
  }

  private static ObjectNode encodeChild(boolean member, FieldSet child) {
    if (child.isEmpty()) {
      return LEAF;
    }
    ObjectNode known = child.encoded;
    if (known != null && known.has(SELF) == member) {
      return known;
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (member) {
      node.set(SELF, LEAF);
    }
    child.writeTo(node);
    return node;
  }

  /** Whether no field is in the set. */
  public boolean isEmpty() {
    return this == EMPTY || level().steps.length == 0;
  }

  /** Whether exactly this field is in the set. */
  boolean contains(List<PathElement> path) {
    FieldSet node = this;
    for (int i = 0; i < path.size() - 1; i++) {
      node = node.below(path.get(i));
    }
    return node.hasMember(path.getLast());
  }

  /** Whether this step is itself in the set. */
  boolean hasMember(PathElement step) {
    Level own = level();
    int at = own.find(step);
    return at >= 0 && own.members[at];
  }

  /** What is in the set below a step. */
  FieldSet below(PathElement step) {
    Level own = level();
    int at = own.find(step);
    return at < 0 ? EMPTY : own.children[at];
  }

  /** Visits the first steps of all paths, in order. */
  void forEachStep(StepVisitor visitor) {
    Level own = level();
    for (int i = 0; i < own.steps.length; i++) {
      visitor.visit(own.steps[i], own.members[i], own.children[i]);
    }
  }

  /** Takes one first step, whether it is a member itself, and what is below it. */
  interface StepVisitor {
    void visit(PathElement step, boolean member, FieldSet below);
  }

  /** Visits all paths: at each node its own members first, then what is below. */
  void forEachPath(Consumer<List<PathElement>> visitor) {
    walk(new ArrayList<>(), visitor);
  }

  private void walk(List<PathElement> prefix, Consumer<List<PathElement>> visitor) {
    forEachStep(
        (step, member, below) -> {
          if (member) {
            List<PathElement> path = new ArrayList<>(prefix);
            path.add(step);
            visitor.accept(path);
          }
        });
    forEachStep(
        (step, member, below) -> {
          if (!below.isEmpty()) {
            prefix.add(step);
            below.walk(prefix, visitor);
            prefix.removeLast();
          }
        });
  }

  /** Fields that are here or there. */
  public FieldSet union(FieldSet other) {
    if (other.isEmpty() || other == this) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    Level a = level();
    Level b = other.level();
    Builder both = new Builder();
    boolean grew = false;
    int i = 0;
    int j = 0;
    while (i < a.steps.length || j < b.steps.length) {
      int order = order(a, i, b, j);
      boolean member = (order <= 0 && a.members[i]) || (order >= 0 && b.members[j]);
      FieldSet left = order <= 0 ? a.children[i] : EMPTY;
      FieldSet below = order >= 0 ? left.union(b.children[j]) : left;
      grew |= order > 0 || below != left || member != a.members[i];
      both.add(order <= 0 ? a.steps[i] : b.steps[j], member, below);
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return grew ? both.build() : this;
  }

  private static int order(Level a, int i, Level b, int j) {
    if (i == a.steps.length) {
      return 1;
    }
    return j == b.steps.length ? -1 : a.steps[i].compareTo(b.steps[j]);
  }

  /** Fields that are here and there. */
  FieldSet intersection(FieldSet other) {
    Builder common = new Builder();
    Level own = level();
    other.forEachStep(
        (step, member, below) -> {
          int at = own.find(step);
          if (at >= 0) {
            FieldSet shared = below.isEmpty() ? EMPTY : own.children[at].intersection(below);
            common.add(step, member && own.members[at], shared);
          }
        });
    return common.build();
  }

  /** Fields that are here and not there; a field that stays keeps what is below it. */
  FieldSet difference(FieldSet other) {
    return without(other, false);
  }

  /** The same, but with a field goes all that is below it. */
  FieldSet recursiveDifference(FieldSet other) {
    return without(other, true);
  }

  private FieldSet without(FieldSet other, boolean recursive) {
    if (other.isEmpty() || isEmpty()) {
      return this;
    }
    Level own = level();
    Level cut = other.level();
    Level left = own;
    for (int i = 0; i < cut.steps.length; i++) {
      int at = own.find(cut.steps[i]);
      if (at >= 0) {
        boolean whole = recursive && cut.members[i];
        FieldSet before = own.children[at];
        FieldSet below = whole ? EMPTY : before.without(cut.children[i], recursive);
        boolean member = own.members[at] && !cut.members[i];
        if (member != own.members[at] || below != before) {
          left = left == own ? own.copy() : left;
          left.members[at] = member;
          left.children[at] = below;
        }
      }
    }
    return left == own ? this : compacted(left);
  }

  private static FieldSet compacted(Level level) {
    Builder left = new Builder();
    for (int i = 0; i < level.steps.length; i++) {
      left.add(level.steps[i], level.members[i], level.children[i]);
    }
    return left.build();
  }

  @Override
  public String toString() {
    return encode().toString();
  }

  /** Gathers the steps of one node. Not thread-safe. */
  static final class Builder {
    private final List<Step> steps = new ArrayList<>();
    private boolean sorted = true;

    private record Step(PathElement element, boolean member, FieldSet below)
        implements Comparable<Step> {
      @Override
      public int compareTo(Step other) {
        return element.compareTo(other.element);
      }
    }

    /** Adds a step, once each; one that is no member and has nothing below is left out. */
    void add(PathElement step, boolean member, FieldSet below) {
      if (!member && below.isEmpty()) {
        return;
      }
      sorted &= steps.isEmpty() || steps.getLast().element().compareTo(step) < 0;
      steps.add(new Step(step, member, below));
    }

    FieldSet build() {
      return steps.isEmpty() ? EMPTY : new FieldSet(level());
    }

    private Level level() {
      if (!sorted) {
        steps.sort(null);
      }
      int size = steps.size();
      Level level = new Level(new PathElement[size], new boolean[size], new FieldSet[size]);
      for (int i = 0; i < size; i++) {
        level.steps[i] = steps.get(i).element();
        level.members[i] = steps.get(i).member();
        level.children[i] = steps.get(i).below();
      }
      return level;
    }
  }
}
