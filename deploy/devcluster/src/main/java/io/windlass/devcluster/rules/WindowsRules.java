package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What pods of an operating system must be, and the options that only Windows has. Stateless. */
final class WindowsRules {
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");
  private static final List<String> NOT_OF_PODS =
      List.of("hostUsers", "hostPID", "hostIPC", "shareProcessNamespace");
  private static final List<String> NOT_IN_POD_CONTEXTS =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "fsGroup",
          "fsGroupChangePolicy",
          "sysctls",
          "runAsUser",
          "runAsGroup",
          "supplementalGroups");
  private static final List<String> NOT_IN_CONTEXTS =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "capabilities",
          "readOnlyRootFilesystem",
          "privileged",
          "allowPrivilegeEscalation",
          "procMount",
          "runAsUser",
          "runAsGroup");
  private static final int MOST_SPEC_BYTES = 64 * 1024;
  private static final Pattern NET_BIOS =
      Pattern.compile("[^\\\\/:*?\"<>|.][^\\\\/:*?\"<>|]{0,14}");
  private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
  private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern FORBIDDEN_IN_USERS = Pattern.compile("[\"/\\\\:;|=,+*?<>@\\[\\]]");

  private WindowsRules() {}

  /** The {@code windowsOptions} of a security context, if there are any. */
  static void options(At options, FaultList faults) {
    At name = options.field("gmsaCredentialSpecName");
    if (name.isSet()) {
      faults.format(name, Names::subdomain);
    }
    At credentials = options.field("gmsaCredentialSpec");
    if (credentials.isSet() && credentials.text().isEmpty()) {
      faults.invalid(credentials, "gmsaCredentialSpec cannot be an empty string");
    } else if (credentials.text().length() > MOST_SPEC_BYTES) {
      faults.invalid(credentials, "gmsaCredentialSpec size must be under 64 KiB");
    }
    At account = options.field("runAsUserName");
    if (account.isSet()) {
      account(account, faults);
    }
  }

  private static void account(At account, FaultList faults) {
    String text = account.text();
    List<String> parts = List.of(text.split("\\\\", -1));
    if (text.isEmpty()) {
      faults.invalid(account, "runAsUserName cannot be an empty string");
    } else if (text.chars().anyMatch(c -> c < ' ' || c == 127)) {
      faults.invalid(account, "runAsUserName cannot contain control characters");
    } else if (parts.size() > 2) {
      faults.invalid(account, "runAsUserName cannot contain more than one backslash");
    } else {
      if (parts.size() == 2) {
        domain(account, parts.getFirst(), faults);
      }
      user(account, parts.getLast(), faults);
    }
  }

  private static void domain(At account, String domain, FaultList faults) {
    if (domain.length() >= 256) {
      faults.invalid(account, "runAsUserName's Domain length must be under 256 characters");
    }
    if (!NET_BIOS.matcher(domain).matches() && !DOMAIN.matcher(domain).matches()) {
      String words = "runAsUserName's Domain doesn't match the NetBios nor the DNS format";
      faults.invalid(account, words);
    }
  }

  private static void user(At account, String user, FaultList faults) {
    if (user.isEmpty()) {
      faults.invalid(account, "runAsUserName's User cannot be empty");
    } else if (user.length() > 104) {
      String words = "runAsUserName's User length must not be longer than 104 characters";
      faults.invalid(account, words);
    }
    if (user.matches("[. ]+")) {
      faults.invalid(account, "runAsUserName's User cannot contain only periods or spaces");
    }
    if (FORBIDDEN_IN_USERS.matcher(user).find()) {
      String words =
          "runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]";
      faults.invalid(account, words);
    }
  }

  /** Containers that run as processes of the host do so all together, on its network. */
  static void hostProcesses(At spec, FaultList faults) {
    At pod = spec.field("securityContext").field("windowsOptions").field("hostProcess");
    long count = 0;
    long onHost = 0;
    for (At container : containers(spec).toList()) {
      At own = container.field("securityContext").field("windowsOptions").field("hostProcess");
      if (pod.isSet() && own.isSet() && !pod.value().equals(own.value())) {
        faults.invalid(
            own,
            "pod hostProcess value must be identical if both are specified, was " + pod.text());
      }
      count++;
      onHost += (own.isSet() ? own : pod).value().asBoolean() ? 1 : 0;
    }
    if (onHost == 0) {
      return;
    }
    if (onHost != count) {
      String words =
          "If pod contains any hostProcess containers then all containers must be HostProcess"
              + " containers";
      faults.invalid(spec, "", words);
    }
    if (!spec.field("hostNetwork").value().asBoolean()) {
      At network = new At(BooleanNode.FALSE, spec.field("hostNetwork").path());
      faults.invalid(
          network, "hostNetwork must be true if pod contains any hostProcess containers");
    }
  }

  private static Stream<At> containers(At spec) {
    return CONTAINERS.stream().flatMap(field -> spec.field(field).elements().stream());
  }

  /** The {@code os} of a pod, and what pods of that system cannot have. */
  static void system(At spec, FaultList faults) {
    At os = spec.field("os");
    if (!os.isSet()) {
      return;
    }
    switch (os.field("name").text()) {
      case "" -> faults.required(os.field("name"), "cannot be empty");
      case "linux" -> linux(spec, faults);
      case "windows" -> windows(spec, faults);
      default ->
          faults.oneOf(
              new At(TextNode.valueOf(os.field("name").text()), os.path()),
              List.of("linux", "windows"));
    }
  }

  private static void linux(At spec, FaultList faults) {
    Stream.concat(Stream.of(spec), containers(spec))
        .map(holder -> holder.field("securityContext").field("windowsOptions"))
        .filter(At::isSet)
        .forEach(at -> faults.forbidden(at, "windows options cannot be set for a linux pod"));
  }

  private static void windows(At spec, FaultList faults) {
    At context = spec.field("securityContext");
    Stream<At> ofPod = NOT_OF_PODS.stream().map(spec::field);
    Stream<At> ofContext = NOT_IN_POD_CONTEXTS.stream().map(context::field);
    Stream<At> ofContainers =
        containers(spec)
            .map(container -> container.field("securityContext"))
            .flatMap(c -> NOT_IN_CONTEXTS.stream().map(c::field));
    Stream.of(ofPod, ofContext, ofContainers)
        .flatMap(fields -> fields)
        .filter(WindowsRules::isStated)
        .forEach(field -> faults.forbidden(field, "cannot be set for a windows pod"));
  }

  // For the namespaces of the host "false" is as good as nothing.
  private static boolean isStated(At field) {
    boolean plain = field.path().endsWith(".hostPID") || field.path().endsWith(".hostIPC");
    return plain ? field.value().asBoolean() : field.isSet();
  }
}
