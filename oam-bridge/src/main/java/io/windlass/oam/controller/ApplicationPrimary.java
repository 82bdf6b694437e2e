package io.windlass.oam.controller;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An ApplicationConfiguration as the operator framework knows it. Read-only. */
@Group("core.oam.dev")
@Version("v1alpha2")
@Kind("ApplicationConfiguration")
@Singular("applicationconfiguration")
@Plural("applicationconfigurations")
@JsonDeserialize(using = ApplicationPrimary.FromTokens.class)
public final class ApplicationPrimary implements HasMetadata, Namespaced {
  private static final long serialVersionUID = 1L;

  private final transient Carried carried;

  private ApplicationPrimary(Carried carried) {
    this.carried = carried;
  }

  /** Reads the whole document. */
  static final class FromTokens extends StdDeserializer<ApplicationPrimary> {
    private static final long serialVersionUID = 1L;

    FromTokens() {
      super(ApplicationPrimary.class);
    }

    @Override
    public ApplicationPrimary deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return new ApplicationPrimary(Carried.read(parser, context));
    }
  }

  Carried carried() {
    return carried;
  }

  @Override
  public ObjectMeta getMetadata() {
    return carried.metadata();
  }

  @Override
  public void setMetadata(@Nullable ObjectMeta replacement) {
    throw carried.readOnly();
  }

  @Override
  public String getKind() {
    return "ApplicationConfiguration";
  }

  @Override
  public String getApiVersion() {
    return "core.oam.dev/v1alpha2";
  }

  @Override
  public void setApiVersion(@Nullable String version) {
    throw carried.readOnly();
  }
}
