package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Addresses;
import io.windlass.devcluster.schema.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What EndpointSlices must be. Stateless. */
final class SliceChecks {
  private static final int MOST_ADDRESSES = 100;
  private static final int MOST_ENDPOINTS = 1000;
  private static final Pattern DOT = Pattern.compile("\\.");

  private SliceChecks() {}

  static void slice(At slice, FaultList faults) {
    At type = slice.field("addressType");
    if (type.isBlank()) {
      faults.required(type);
    } else {
      faults.oneOf(type, List.of("FQDN", "IPv4", "IPv6"));
    }
    At endpoints = slice.field("endpoints");
    if (endpoints.value().size() > MOST_ENDPOINTS) {
      faults.add(Faults.tooMany(endpoints.path(), endpoints.value().size(), MOST_ENDPOINTS));
    } else {
      endpoints.elements().forEach(e -> endpoint(e, type.text(), faults));
    }
    for (At port : slice.field("ports").elements()) {
      port(port, faults);
    }
    names(slice.field("ports").elements(), faults);
  }

  // The empty name is a name, too.
  private static void names(List<At> ports, FaultList faults) {
    Set<String> seen = new HashSet<>();
    for (At port : ports) {
      At name = port.field("name");
      if (!seen.add(name.text())) {
        faults.add(Faults.duplicate(name.path(), name.value()));
      }
    }
  }

  static void sliceUpdate(At slice, JsonNode before, FaultList faults) {
    At type = slice.field("addressType");
    if (!type.value().equals(before.path("addressType"))) {
      faults.invalid(type, "field is immutable");
    }
  }

  private static void endpoint(At endpoint, String type, FaultList faults) {
    At addresses = endpoint.field("addresses");
    if (addresses.value().isEmpty()) {
      faults.required(addresses, "must contain at least 1 address");
    } else if (addresses.value().size() > MOST_ADDRESSES) {
      faults.add(Faults.tooMany(addresses.path(), addresses.value().size(), MOST_ADDRESSES));
    }
    addresses.elements().forEach(address -> address(address, type, faults));
    if (endpoint.field("nodeName").isSet()) {
      faults.format(endpoint.field("nodeName"), Names::subdomain);
    }
    if (endpoint.field("hostname").isSet()) {
      faults.format(endpoint.field("hostname"), Names::label);
    }
    MetadataRules.labels(endpoint.field("deprecatedTopology"), faults);
    List<At> zones = endpoint.field("hints").field("forZones").elements();
    faults.unique(zones, zone -> zone.field("name"));
    zones.forEach(zone -> faults.format(zone.field("name"), Names::labelValue));
  }

  private static void address(At address, String type, FaultList faults) {
    switch (type) {
      case "FQDN" -> domain(address, faults);
      case "IPv4", "IPv6" -> {
        String ip = address.text();
        if (type.equals("IPv4") ? !Addresses.isV4(ip) : !Addresses.isV6(ip)) {
          faults.invalid(address, "must be a valid %s address".formatted(type));
        }
        ClusterRules.plainAddress(address, faults);
      }
      default -> {}
    }
  }

  private static void domain(At name, FaultList faults) {
    String domain = name.text().replaceFirst("\\.$", "");
    List<String> wrong = Names.subdomain(domain);
    if (name.text().isEmpty()) {
      faults.required(name);
    } else if (!wrong.isEmpty()) {
      faults.invalid(name, domain, String.join(",", wrong));
    } else if (!domain.contains(".")) {
      String words = "should be a domain with at least two segments separated by dots";
      faults.invalid(name, domain, words);
    } else {
      for (String label : DOT.splitAsStream(domain).toList()) {
        Names.label(label).forEach(message -> faults.invalid(name, label, message));
      }
    }
  }

  private static void port(At port, FaultList faults) {
    if (!port.field("name").isBlank()) {
      faults.format(port.field("name"), Names::label);
    }
    faults.oneOf(port.field("protocol"), List.of("SCTP", "TCP", "UDP"));
    if (port.field("appProtocol").isSet()) {
      faults.format(port.field("appProtocol"), Names::qualified);
    }
  }
}
