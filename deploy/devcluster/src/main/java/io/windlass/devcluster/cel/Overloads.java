package io.windlass.devcluster.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions by name, each with its overloads and what they do. Used by one thread. */
final class Overloads {
  private final Map<String, List<CelOverloadDecl>> declarations = new LinkedHashMap<>();
  private final List<CelFunctionBinding> bindings = new ArrayList<>();

  /** {@code name(argument)}. */
  <T> void global(
      String name, Typed<T> argument, CelType result, CelFunctionOverload.Unary<T> body) {
    String id = id(name, argument.type());
    declare(name, CelOverloadDecl.newGlobalOverload(id, result, argument.type()));
    bindings.add(CelFunctionBinding.from(id, argument.java(), body));
  }

  /** {@code receiver.name()}. */
  <T> void member(
      String name, Typed<T> receiver, CelType result, CelFunctionOverload.Unary<T> body) {
    String id = "member_" + id(name, receiver.type());
    declare(name, CelOverloadDecl.newMemberOverload(id, result, receiver.type()));
    bindings.add(CelFunctionBinding.from(id, receiver.java(), body));
  }

  /** {@code receiver.name(argument)}. */
  <A, B> void member(
      String name,
      Typed<A> receiver,
      Typed<B> argument,
      CelType result,
      CelFunctionOverload.Binary<A, B> body) {
    String id = "member_" + id(name, receiver.type(), argument.type());
    declare(name, CelOverloadDecl.newMemberOverload(id, result, receiver.type(), argument.type()));
    bindings.add(CelFunctionBinding.from(id, receiver.java(), argument.java(), body));
  }

  /** {@code receiver.name(first, second)}. */
  void member(String name, List<Typed<?>> parameters, CelType result, CelFunctionOverload body) {
    List<CelType> types = parameters.stream().<CelType>map(Typed::type).toList();
    String id = "member_" + id(name, types.toArray(CelType[]::new));
    declare(name, CelOverloadDecl.newMemberOverload(id, result, types));
    bindings.add(
        CelFunctionBinding.from(id, parameters.stream().<Class<?>>map(Typed::java).toList(), body));
  }

  /** A type of CEL and the class of its values. */
  record Typed<T>(CelType type, Class<T> java) {}

  private static String id(String name, CelType... types) {
    StringBuilder id = new StringBuilder(name);
    for (CelType type : types) {
      id.append('_').append(type.name().replaceAll("[^A-Za-z0-9]", "_"));
      type.parameters().forEach(p -> id.append('_').append(p.name()));
    }
    return id.toString();
  }

  private void declare(String name, CelOverloadDecl overload) {
    declarations.computeIfAbsent(name, key -> new ArrayList<>()).add(overload);
  }

  List<CelFunctionDecl> declarations() {
    return declarations.entrySet().stream()
        .map(e -> CelFunctionDecl.newFunctionDeclaration(e.getKey(), e.getValue()))
        .toList();
  }

  List<CelFunctionBinding> bindings() {
    return List.copyOf(bindings);
  }
}
