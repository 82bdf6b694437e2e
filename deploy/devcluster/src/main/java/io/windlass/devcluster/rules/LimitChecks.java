package io.windlass.devcluster.rules;

import io.windlass.devcluster.schema.Faults;
import io.windlass.devcluster.schema.Quantity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What LimitRanges, ResourceQuotas and PersistentVolumes must be. Stateless. */
final class LimitChecks {
  private static final List<String> AMOUNTS =
      List.of("max", "min", "default", "defaultRequest", "maxLimitRequestRatio");
  private static final List<List<String>> ORDER =
      List.of(
          List.of("min", "max", "min"),
          List.of("min", "defaultRequest", "defaultRequest"),
          List.of("defaultRequest", "max", "defaultRequest"),
          List.of("defaultRequest", "default", "defaultRequest"),
          List.of("min", "default", "default"),
          List.of("default", "max", "default"));
  private static final List<String> MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  private static final Set<String> SPEC_FIELDS =
      Set.of(
          "accessModes",
          "capacity",
          "claimRef",
          "mountOptions",
          "nodeAffinity",
          "persistentVolumeReclaimPolicy",
          "storageClassName",
          "volumeAttributesClassName",
          "volumeMode");

  private LimitChecks() {}

  static void limitRange(At spec, FaultList faults) {
    List<At> limits = spec.field("limits").elements();
    for (At limit : limits) {
      limit(limit, faults);
    }
    faults.unique(limits, limit -> limit.field("type"));
  }

  private static void limit(At limit, FaultList faults) {
    At type = limit.field("type");
    boolean standard = List.of("Pod", "Container", "PersistentVolumeClaim").contains(type.text());
    Names.qualified(type.text()).forEach(why -> faults.invalid(type, type.text(), why));
    if (!standard && !type.text().contains("/")) {
      faults.invalid(type, type.text(), "must be a standard limit type or fully qualified");
    }
    if (type.text().equals("Pod")) {
      for (String field : List.of("default", "defaultRequest")) {
        if (!limit.field(field).value().isEmpty()) {
          faults.forbidden(limit.field(field), "may not be specified when `type` is 'Pod'");
        }
      }
    }
    if (type.text().equals("PersistentVolumeClaim")
        && limit.field("min").field("storage").value().isMissingNode()
        && limit.field("max").field("storage").value().isMissingNode()) {
      faults.required(
          limit.as(limit.path() + ".limits"),
          "either minimum or maximum storage value is required, but neither was provided");
    }
    Set<String> names = new TreeSet<>();
    AMOUNTS.forEach(field -> names.addAll(limit.field(field).keys()));
    names.forEach(name -> order(limit, name, faults));
  }

  // Of each two amounts the first may not be more than the second; the third is blamed.
  private static void order(At limit, String name, FaultList faults) {
    for (List<String> rule : ORDER) {
      var less = Quantity.of(limit.field(rule.get(0)).key(name).value());
      var more = Quantity.of(limit.field(rule.get(1)).key(name).value());
      if (less.isPresent() && more.isPresent() && less.get().compareTo(more.get()) > 0) {
        faults.invalid(
            limit.field(rule.get(2)).key(name),
            "%s value is greater than %s value".formatted(rule.get(0), rule.get(1)));
      }
    }
  }

  static void quota(At spec, FaultList faults) {
    At hard = spec.field("hard");
    for (String name : hard.keys()) {
      At amount = hard.key(name);
      if (Quantity.of(amount.value()).filter(q -> q.amount().signum() < 0).isPresent()) {
        faults.invalid(amount, "must be greater than or equal to 0");
      }
    }
    for (At expression : spec.field("scopeSelector").field("matchExpressions").elements()) {
      At operator = expression.field("operator");
      At values = expression.field("values").as("spec.scopeSelector.matchExpressions.values");
      boolean listing = List.of("In", "NotIn").contains(operator.text());
      if (listing && values.value().isEmpty()) {
        faults.required(values, "must be at least one value when `operator` is 'In' or 'NotIn'");
      }
      if (!List.of("In", "NotIn", "Exists", "DoesNotExist").contains(operator.text())) {
        faults.invalid(operator, operator.text(), "not a valid selector operator");
      }
    }
  }

  static void volume(At spec, FaultList faults) {
    At modes = spec.field("accessModes");
    if (modes.value().isEmpty()) {
      faults.required(modes);
    }
    for (At mode : modes.elements()) {
      faults.oneOf(mode.as(modes.path()), MODES);
    }
    At capacity = spec.field("capacity");
    if (capacity.value().isEmpty()) {
      faults.required(capacity);
    }
    if (!capacity.keys().equals(List.of("storage"))) {
      faults.add(Faults.notSupported(capacity.path(), capacity.value(), List.of("storage")));
    }
    sources(spec, faults);
    if (spec.field("volumeMode").isSet()) {
      faults.oneOf(spec.field("volumeMode"), List.of("Block", "Filesystem"));
    }
    faults.oneOf(
        spec.field("persistentVolumeReclaimPolicy"), List.of("Delete", "Recycle", "Retain"));
  }

  private static void sources(At spec, FaultList faults) {
    long sources = spec.keys().stream().filter(key -> !SPEC_FIELDS.contains(key)).count();
    if (sources == 0) {
      faults.required(spec, "must specify a volume type");
    }
  }
}
