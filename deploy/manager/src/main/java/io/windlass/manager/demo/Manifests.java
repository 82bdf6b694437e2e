package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files of {@code deploy/samples}, as the build packed them into the application. */
final class Manifests {
  private Manifests() {}

  /** One manifest with one document. */
  static GenericKubernetesResource read(String fileName) {
    return Serialization.unmarshal(
        new ByteArrayInputStream(bytes(fileName)), GenericKubernetesResource.class);
  }

  /** A file as it is. */
  static byte[] bytes(String fileName) {
    try (InputStream file = Manifests.class.getResourceAsStream("/samples/" + fileName)) {
      if (file == null) {
        throw new IllegalArgumentException("no sample of this name: " + fileName);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sample " + fileName, e);
    }
  }
}
