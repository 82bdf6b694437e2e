package io.windlass.devcluster.rules;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What iSCSI and CSI sources of volumes must be. Stateless. */
final class BlockSources {
  private static final int MOST_PORTAL_CHARS = 64;
  private static final Pattern IQN =
      Pattern.compile("iqn\\.\\d{4}-\\d{2}\\.([A-Za-z0-9.-]+)(:[^,;*&$|\\s]+)");
  private static final Pattern EUI = Pattern.compile("eui.[A-Za-z0-9]{16}");
  private static final Pattern NAA = Pattern.compile("naa.[A-Za-z0-9]{32}");

  private BlockSources() {}

  /**
   * An iSCSI source.
   *
   * @param name of the volume
   * @param blamed what is at fault if name and portal are too long together
   */
  static void iscsi(At source, String name, At blamed, FaultList faults) {
    faults.present(source.field("targetPortal"));
    At target = source.field("iqn");
    if (target.isBlank()) {
      faults.required(target);
    } else {
      qualifiedName(target, faults);
    }
    faults.between(source.field("lun"), 0, 255);
    boolean secured =
        source.field("chapAuthDiscovery").value().asBoolean()
            || source.field("chapAuthSession").value().asBoolean();
    if (secured && !source.field("secretRef").isSet()) {
      faults.required(source.field("secretRef"));
    }
    At initiator = source.field("initiatorName");
    if (initiator.isSet()) {
      qualifiedName(initiator.as(source.path() + ".initiatorname"), faults);
      String both = name + ":" + source.field("targetPortal").text();
      if (both.length() > MOST_PORTAL_CHARS) {
        String words =
            "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if"
                + " iscsi.initiatorName is specified.";
        faults.invalid(blamed, words);
      }
    }
  }

  private static void qualifiedName(At at, FaultList faults) {
    String text = at.text();
    if (List.of("iqn", "eui", "naa").stream().noneMatch(text::startsWith)) {
      faults.invalid(at, text, "must be valid format starting with iqn, eui, or naa");
    } else if (List.of(IQN, EUI, NAA).stream().noneMatch(form -> form.matcher(text).matches())) {
      faults.invalid(at, text, "must be valid format");
    }
  }

  /** The name of a CSI driver. */
  static void driver(At driver, FaultList faults) {
    faults.present(driver);
    if (driver.text().length() > 63) {
      faults.add(io.windlass.devcluster.schema.Faults.tooLong(driver.path(), 63));
    }
    Names.subdomain(driver.text().toLowerCase(Locale.ROOT))
        .forEach(why -> faults.invalid(driver, driver.text(), why));
  }

  /** The CSI source of a PersistentVolume. */
  static void persistentCsi(At source, FaultList faults) {
    driver(source.field("driver"), faults);
    faults.present(source.field("volumeHandle"));
    for (String field :
        List.of(
            "controllerPublishSecretRef",
            "controllerExpandSecretRef",
            "nodePublishSecretRef",
            "nodeExpandSecretRef")) {
      At secret = source.field(field);
      if (secret.isSet()) {
        named(secret.field("name"), false, faults);
        named(secret.field("namespace"), true, faults);
      }
    }
  }

  private static void named(At name, boolean label, FaultList faults) {
    if (name.isBlank()) {
      faults.required(name);
    } else if (label) {
      faults.format(name, Names::label);
    } else {
      faults.format(name, Names::subdomain);
    }
  }

  /** The CSI source of a pod's volume. */
  static void inlineCsi(At source, FaultList faults) {
    driver(source.field("driver"), faults);
    At secret = source.field("nodePublishSecretRef");
    if (!secret.isSet()) {
      return;
    }
    At name = secret.field("name");
    if (name.isBlank()) {
      faults.required(name);
    } else {
      // The path is the API server's.
      faults.format(name.as(source.path() + ".name"), Names::subdomain);
    }
  }
}
