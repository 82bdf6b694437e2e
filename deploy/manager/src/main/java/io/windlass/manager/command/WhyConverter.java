package io.windlass.manager.command;

import io.windlass.manager.rollout.WhyName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what is asked about. */
final class WhyConverter implements ITypeConverter<WhyName> {
  @Override
  public WhyName convert(String typed) {
    try {
      return WhyName.parse(typed);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
