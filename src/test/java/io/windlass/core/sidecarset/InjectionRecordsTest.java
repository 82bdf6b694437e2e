package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InjectionRecordsTest {
  @Test
  void writtenAsOpenKruiseDoes() {
    InjectionRecords records =
        InjectionRecords.NONE
            .with(new InjectionRecord("2026-01-01T00:00:00Z", "h", "z", List.of("a", "b"), "z-1"))
            .with(new InjectionRecord("2026-01-01T00:00:00Z", "i", "b", List.of(), ""));
    String text =
        "{\"b\":{\"updateTimestamp\":\"2026-01-01T00:00:00Z\",\"hash\":\"i\",\"sidecarSetName\":\"b\","
            + "\"sidecarList\":[]},\"z\":{\"updateTimestamp\":\"2026-01-01T00:00:00Z\",\"hash\":\"h\","
            + "\"sidecarSetName\":\"z\",\"sidecarList\":[\"a\",\"b\"],\"controllerRevision\":\"z-1\"}}";
    assertThat(records.text()).isEqualTo(text);
    assertThat(InjectionRecords.parse(text)).contains(records);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing                        | ''                          | true  | ''
          the bare hash of old releases  | {'a':'h'}                   | true  | h
          both forms in one              | {'a':'h','b':{'hash':'i'}}  | true  | h
          a list that is null            | {'a':{'hash':'h','sidecarList':null}} | true | h
          no JSON                        | {'a                         | false | ''
          a list                         | ['a']                       | false | ''
          a number for a hash            | {'a':1}                     | false | ''
          """)
  void read(String what, String text, boolean readable, String hashOfA) {
    String annotation = text.replace('\'', '"');
    assertThat(InjectionRecords.parse(annotation).isPresent()).isEqualTo(readable);
    assertThat(InjectionRecords.parse(annotation).orElse(InjectionRecords.NONE).hash("a"))
        .isEqualTo(hashOfA);
  }
}
