package io.windlass.devcluster.rules;

import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What security contexts must be. Stateless. */
final class SecurityRules {
  private static final List<String> IDS = List.of("runAsUser", "runAsGroup");
  private static final List<String> PROFILES = List.of("Localhost", "RuntimeDefault", "Unconfined");
  private static final int MOST_SYSCTL_CHARS = 253;
  private static final int MOST_PROFILE_CHARS = 4095;
  private static final String SYSCTL =
      "([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?";

  private SecurityRules() {}

  static void pod(At spec, FaultList faults) {
    At context = spec.field("securityContext");
    id(context.field("fsGroup"), faults);
    IDS.forEach(name -> id(context.field(name), faults));
    context.field("supplementalGroups").elements().forEach(group -> id(group, faults));
    boolean hostProcesses = spec.field("hostPID").value().asBoolean();
    At shared = spec.field("shareProcessNamespace");
    if (hostProcesses && shared.value().asBoolean()) {
      faults.invalid(
          shared.as(context.path() + ".shareProcessNamespace"),
          "ShareProcessNamespace and HostPID cannot both be enabled");
    }
    sysctls(spec, context.field("sysctls"), faults);
    At policy = context.field("fsGroupChangePolicy");
    if (policy.isSet()) {
      faults.oneOf(policy, List.of("Always", "OnRootMismatch"));
    }
    seccomp(context.field("seccompProfile"), faults);
    WindowsRules.options(context.field("windowsOptions"), faults);
    appArmor(context.field("appArmorProfile"), faults);
  }

  private static void sysctls(At spec, At sysctls, FaultList faults) {
    Set<String> seen = new HashSet<>();
    for (At sysctl : sysctls.elements()) {
      At name = sysctl.field("name");
      boolean first = seen.add(name.text());
      if (name.isBlank()) {
        faults.required(name);
      } else if (name.text().length() > MOST_SYSCTL_CHARS || !name.text().matches(SYSCTL)) {
        faults.invalid(name, "must have at most 253 characters and match regex ^" + SYSCTL + "$");
      } else if (!first) {
        faults.add(Faults.duplicate(name.path(), name.value()));
      }
      shared(spec, name, faults);
    }
  }

  // A pod in a namespace of the host must not set what is the host's.
  private static void shared(At spec, At name, FaultList faults) {
    String dotted = name.text().replace('/', '.');
    boolean ipc =
        dotted.startsWith("kernel.shm")
            || dotted.startsWith("kernel.msg")
            || dotted.startsWith("fs.mqueue.")
            || dotted.equals("kernel.sem");
    if (dotted.startsWith("net.") && spec.field("hostNetwork").value().asBoolean()) {
      faults.invalid(name, "may not be specified when 'hostNetwork' is true");
    } else if (ipc && spec.field("hostIPC").value().asBoolean()) {
      faults.invalid(name, "may not be specified when 'hostIPC' is true");
    }
  }

  static void container(At context, FaultList faults) {
    IDS.forEach(name -> id(context.field(name), faults));
    seccomp(context.field("seccompProfile"), faults);
    boolean privileged = context.field("privileged").value().asBoolean();
    if (!context.field("allowPrivilegeEscalation").value().asBoolean(true)) {
      if (privileged) {
        faults.invalid(
            context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
      }
      if (context.field("capabilities").field("add").texts().contains("CAP_SYS_ADMIN")) {
        String words =
            "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN";
        faults.invalid(context, words);
      }
    }
    WindowsRules.options(context.field("windowsOptions"), faults);
    appArmor(context.field("appArmorProfile"), faults);
  }

  private static void seccomp(At profile, FaultList faults) {
    if (!profile.isSet()) {
      return;
    }
    At type = profile.field("type");
    At local = profile.field("localhostProfile");
    if (type.isBlank()) {
      faults.required(type, "type is required when seccompProfile is set");
    } else {
      faults.oneOf(type, PROFILES);
    }
    if (!type.text().equals("Localhost")) {
      if (local.isSet()) {
        faults.invalid(local, "can only be set when seccomp type is Localhost");
      }
    } else if (local.isSet()) {
      PathRules.descending(local, faults);
    } else {
      faults.required(local, "must be set when seccomp type is Localhost");
    }
  }

  private static void appArmor(At profile, FaultList faults) {
    if (!profile.isSet()) {
      return;
    }
    At type = profile.field("type");
    At local = profile.field("localhostProfile");
    switch (type.text()) {
      case "Localhost" -> localProfile(local, faults);
      case "RuntimeDefault", "Unconfined" -> {
        if (local.isSet()) {
          faults.invalid(local, "can only be set when AppArmor type is Localhost");
        }
      }
      case "" -> faults.required(type, "type is required when appArmorProfile is set");
      default -> faults.oneOf(type, PROFILES);
    }
  }

  private static void localProfile(At local, FaultList faults) {
    if (local.isBlank()) {
      faults.required(local, "must be set when AppArmor type is Localhost");
      return;
    }
    if (!local.text().equals(local.text().strip())) {
      faults.invalid(local, "must not be padded with whitespace");
    }
    if (local.text().length() > MOST_PROFILE_CHARS) {
      faults.add(Faults.tooLong(local.path(), MOST_PROFILE_CHARS));
    }
  }

  private static void id(At id, FaultList faults) {
    if (id.isSet()) {
      faults.between(id, 0, Integer.MAX_VALUE);
    }
  }
}
