package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Faults;
import java.util.List;

/** What EndpointSlices must be. Stateless. */
final class SliceChecks {
  private static final int MOST_ADDRESSES = 100;

  private SliceChecks() {}

  static void slice(At slice, FaultList faults) {
    At type = slice.field("addressType");
    if (type.isBlank()) {
      faults.required(type);
    } else {
      faults.oneOf(type, List.of("FQDN", "IPv4", "IPv6"));
    }
    slice.field("endpoints").elements().forEach(e -> endpoint(e, type.text(), faults));
    for (At port : slice.field("ports").elements()) {
      port(port, faults);
    }
    faults.unique(slice.field("ports").elements(), port -> port.field("name"));
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
    for (At address : addresses.elements()) {
      if (type.equals("FQDN")) {
        faults.format(address, Names::subdomain);
      } else if (!type.isEmpty()) {
        ClusterRules.endpoint(address, faults);
      }
    }
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
