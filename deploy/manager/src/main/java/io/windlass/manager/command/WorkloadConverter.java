package io.windlass.manager.command;

import io.windlass.manager.rollout.WorkloadName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code clone/NAME}. */
final class WorkloadConverter implements ITypeConverter<WorkloadName> {
  @Override
  public WorkloadName convert(String typed) {
    try {
      return WorkloadName.parse(typed);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
