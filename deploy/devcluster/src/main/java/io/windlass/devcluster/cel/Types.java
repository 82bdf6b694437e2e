package io.windlass.devcluster.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import io.windlass.devcluster.cel.Overloads.Typed;
import io.windlass.devcluster.schema.Quantity;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/** The types of Kubernetes' functions and the classes of their values. */
final class Types {
  static final Typed<String> STRING = new Typed<>(SimpleType.STRING, String.class);
  static final Typed<Long> INT = new Typed<>(SimpleType.INT, Long.class);
  static final Typed<Object> DYN = new Typed<>(SimpleType.DYN, Object.class);
  static final Typed<URI> URL = new Typed<>(OpaqueType.create("kubernetes.URL"), URI.class);
  static final Typed<Quantity> QUANTITY =
      new Typed<>(OpaqueType.create("kubernetes.Quantity"), Quantity.class);
  static final Typed<InetAddress> IP = new Typed<>(OpaqueType.create("net.IP"), InetAddress.class);
  static final Typed<Cidr> CIDR = new Typed<>(OpaqueType.create("net.CIDR"), Cidr.class);

  private Types() {}

  @SuppressWarnings("rawtypes")
  static Typed<List> list(CelType element) {
    return new Typed<>(ListType.create(element), List.class);
  }
}
