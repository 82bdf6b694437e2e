package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.Http;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The series of all types. Stateless. */
final class Series {
  private Series() {}

  /**
   * The lanes whose names match, each with this many requests; asks the referee for its schemas.
   */
  static List<Lane> lanes(Http referee, Pattern names, long seed, int requests) {
    List<Lane> lanes = new ArrayList<>();
    for (ObjectNode entry : TypeSpec.entries()) {
      TypeSpec type = type(referee, entry);
      if (names.matcher(type.lane()).matches()) {
        lanes.add(Generator.lane(type, seed, requests));
      }
    }
    if (names.matcher(Procedures.LANE).matches()) {
      lanes.add(Procedures.lane());
    }
    return lanes;
  }

  private static TypeSpec type(Http referee, ObjectNode entry) {
    String apiVersion = entry.path("apiVersion").asText();
    String kind = entry.path("kind").asText();
    String base = (apiVersion.contains("/") ? "apis/" : "api/") + apiVersion;
    boolean custom = apiVersion.startsWith("{run}");
    Schemas schemas = new Schemas(referee.get("/openapi/v3/" + (custom ? "api/v1" : base)).body());
    return new TypeSpec(
        entry,
        schemas,
        custom
            ? entry.at("/setup/0/body/spec/versions/0/schema/openAPIV3Schema")
            : schemas.ofKind(apiVersion, kind));
  }
}
