package io.windlass.devcluster.manage;

import io.windlass.devcluster.manage.FieldType.Any;
import io.windlass.devcluster.manage.FieldType.ListType;
import io.windlass.devcluster.manage.FieldType.MapType;
import io.windlass.devcluster.manage.FieldType.Scalar;
import java.util.Optional;

/**
 * What becomes of a claim when its type has changed: who owned parts of what is now owned as a
 * whole owns the whole. Stateless; cost O(size of the claim).
 */
final class SchemaChange {
  private SchemaChange() {}

  /** The fields in the words of the type as it is now. */
  static FieldSet reconciled(FieldSet fields, FieldType type) {
    FieldSet.Builder now = new FieldSet.Builder();
    boolean[] changed = {false};
    fields.forEachStep(
        (step, member, below) -> {
          Optional<FieldType> child = below(type, step);
          boolean parts = !below.isEmpty() || !member;
          if (parts && child.filter(SchemaChange::isWhole).isPresent()) {
            changed[0] = true;
            now.add(step, true, FieldSet.EMPTY);
          } else {
            FieldSet kept =
                below.isEmpty() || child.isEmpty() ? below : reconciled(below, child.get());
            changed[0] |= kept != below;
            now.add(step, member, kept);
          }
        });
    return changed[0] ? now.build() : fields;
  }

  // Values that no schema describes are left alone.
  private static boolean isWhole(FieldType type) {
    return switch (type) {
      case ListType list -> list.atomic();
      case MapType map -> map.atomic();
      case Any _, Scalar _ -> false;
    };
  }

  private static Optional<FieldType> below(FieldType type, PathElement step) {
    return switch (type) {
      case MapType map when map.isDeduced() -> Optional.empty();
      case MapType map when step.isField() -> map.at(step.name());
      case ListType list when !step.isField() -> Optional.of(list.items());
      case MapType _, ListType _, Any _, Scalar _ -> Optional.empty();
    };
  }
}
