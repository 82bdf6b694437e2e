package io.windlass.oam.model;

import io.windlass.core.model.Json;

/**
 * A kind of objects.
 *
 * @param apiVersion group and version, or only the version of Kubernetes' oldest group
 */
public record Kind(String apiVersion, String kind) implements Comparable<Kind> {
  /** The kind that an object says it is; empty words if it says nothing. */
  public static Kind of(Json object) {
    return new Kind(object.text("apiVersion").orElse(""), object.text("kind").orElse(""));
  }

  /** Empty for Kubernetes' oldest group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  @Override
  public int compareTo(Kind other) {
    int byVersion = apiVersion.compareTo(other.apiVersion);
    return byVersion != 0 ? byVersion : kind.compareTo(other.kind);
  }

  /** As OAM writes it, {@code apps/v1.Deployment}. */
  @Override
  public String toString() {
    return apiVersion + "." + kind;
  }
}
