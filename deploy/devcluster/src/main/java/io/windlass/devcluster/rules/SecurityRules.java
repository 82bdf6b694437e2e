package io.windlass.devcluster.rules;

import java.util.List;

/** What security contexts must be. Stateless. */
final class SecurityRules {
  private static final List<String> IDS = List.of("runAsUser", "runAsGroup");
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
    for (At sysctl : context.field("sysctls").elements()) {
      if (!sysctl.field("name").text().matches(SYSCTL)) {
        String words = "must have at most 253 characters and match regex ^" + SYSCTL + "$";
        faults.invalid(sysctl.field("name"), words);
      }
    }
    At policy = context.field("fsGroupChangePolicy");
    if (policy.isSet()) {
      faults.oneOf(policy, List.of("Always", "OnRootMismatch"));
    }
    seccomp(context, faults);
  }

  static void container(At context, FaultList faults) {
    IDS.forEach(name -> id(context.field(name), faults));
    seccomp(context, faults);
    boolean privileged = context.field("privileged").value().asBoolean();
    if (privileged && !context.field("allowPrivilegeEscalation").value().asBoolean(true)) {
      faults.invalid(
          context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
    }
  }

  private static void seccomp(At context, FaultList faults) {
    At type = context.field("seccompProfile").field("type");
    if (context.field("seccompProfile").isSet()) {
      faults.oneOf(type, List.of("Localhost", "RuntimeDefault", "Unconfined"));
    }
  }

  private static void id(At id, FaultList faults) {
    if (id.isSet()) {
      faults.between(id, 0, Integer.MAX_VALUE);
    }
  }
}
