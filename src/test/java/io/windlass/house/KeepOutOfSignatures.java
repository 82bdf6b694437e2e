package io.windlass.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** Public methods that neither take nor return a type of some library, type arguments included. */
final class KeepOutOfSignatures extends ArchCondition<JavaMethod> {
  private final DescribedPredicate<JavaClass> library;

  KeepOutOfSignatures(DescribedPredicate<JavaClass> library) {
    super("keep classes that " + library.getDescription() + " out of public signatures");
    this.library = library;
  }

  @Override
  public void check(JavaMethod method, ConditionEvents events) {
    if (!method.getModifiers().contains(JavaModifier.PUBLIC)) {
      return;
    }
    Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream())
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .filter(library)
        .forEach(
            type ->
                events.add(
                    SimpleConditionEvent.violated(
                        method, method.getFullName() + " speaks of " + type.getName())));
  }
}
