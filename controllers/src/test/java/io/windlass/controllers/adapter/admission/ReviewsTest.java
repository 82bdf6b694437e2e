package io.windlass.controllers.adapter.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.cloneset.CloneSetVersions;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Violation;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reviews as an API server sends them, and what it gets back. */
class ReviewsTest {
  private static Json.Obj json(String text) {
    return (Json.Obj) JsonText.parse(text.replace('\'', '"'));
  }

  private static Json.Obj review(String request) {
    return json(
        "{'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1','request':%s}"
            .formatted(request));
  }

  private static Json.Obj asked(AdmissionAnswer answer) {
    Json.Obj review =
        review(
            "{'uid':'u','operation':'CREATE','name':'shop','kind':{'group':'g','version':'v1','kind':'K'},'object':{'a':1}}");
    return Reviews.admission(_ -> answer).answer().to(review);
  }

  @Test
  void aPatchIsSentInBase64() {
    AdmissionAnswer patch = AdmissionAnswer.changing(json("{'a':1}"), json("{'a':2,'b/c':null}"));

    Json.Obj response = asked(patch).object("response");

    assertThat(response.without("patch"))
        .isEqualTo(json("{'uid':'u','allowed':true,'patchType':'JSONPatch'}"));
    assertThat(new String(Base64.getDecoder().decode(response.text("patch").orElseThrow()), UTF_8))
        .isEqualTo(
            "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2},{\"op\":\"add\",\"path\":\"/b~1c\",\"value\":null}]");
  }

  @Test
  void theUserIsWarned() {
    AdmissionAnswer answer = AdmissionAnswer.ALLOWED.warning(List.of("not now"));

    assertThat(asked(answer).object("response"))
        .isEqualTo(json("{'uid':'u','allowed':true,'warnings':['not now']}"));
  }

  @Test
  void nothingToChangeIsNoPatch() {
    assertThat(asked(AdmissionAnswer.ALLOWED).object("response"))
        .isEqualTo(json("{'uid':'u','allowed':true}"));
  }

  @Test
  void allFaultsAreCausesOfOneRefusal() {
    AdmissionAnswer refusal =
        AdmissionAnswer.invalid(List.of(new Violation("a", "x"), new Violation("b", "y")));

    Json.Obj status = asked(refusal).object("response", "status");

    assertThat(status.number("code")).contains(422L);
    assertThat(status.text("message")).contains("a: x; b: y");
    assertThat(status.object("details"))
        .isEqualTo(
            json(
                "{'name':'shop','group':'g','kind':'K','causes':[{'reason':'FieldValueInvalid','field':'a','message':'x'},{'reason':'FieldValueInvalid','field':'b','message':'y'}]}"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a review                | document
          of nothing              | {}
          of another kind         | {'kind':'Pod','apiVersion':'v1'}
          of another version      | {'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1beta1','request':{'uid':'u'}}
          without a request       | {'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1'}
          of an unknown operation | {'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1','request':{'uid':'u','operation':'THINK'}}
          without a uid           | {'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1','request':{'operation':'CREATE'}}
          """)
  void whatIsNoReviewIsUnreadable(String what, String document) {
    Endpoint endpoint = Reviews.admission(_ -> AdmissionAnswer.ALLOWED);

    assertThatThrownBy(() -> endpoint.answer().to(json(document)))
        .as(what)
        .isInstanceOf(UnreadableReview.class);
  }

  @Test
  void objectsAreConvertedInTheirOrder() {
    Json.Obj answer =
        conversion(
            "[{'apiVersion':'apps.kruise.io/v1alpha1','kind':'CloneSet','metadata':{'name':'a'}},{'apiVersion':'apps.kruise.io/v1beta1','kind':'CloneSet','metadata':{'name':'b'}}]");

    assertThat(answer.object("response", "result").text("status")).contains("Success");
    assertThat(answer.items("response", "convertedObjects"))
        .extracting(
            object -> object.text("metadata", "name").orElse(""),
            object -> object.text("apiVersion").orElse(""))
        .containsExactly(
            tuple("a", "apps.kruise.io/v1beta1"), tuple("b", "apps.kruise.io/v1beta1"));
  }

  @Test
  void whatCannotBeConvertedIsSaid() {
    assertThat(conversion("[{'apiVersion':'apps.kruise.io/v9'}]").object("response", "result"))
        .isEqualTo(
            json(
                "{'status':'Failure','message':'cannot convert apps.kruise.io/v9 to"
                    + " apps.kruise.io/v1beta1'}"));
  }

  private static Json.Obj conversion(String objects) {
    return Reviews.conversion(CloneSetVersions.ALL)
        .answer()
        .to(
            json(
                "{'kind':'ConversionReview','apiVersion':'apiextensions.k8s.io/v1','request':{'uid':'u','desiredAPIVersion':'apps.kruise.io/v1beta1','objects':%s}}"
                    .formatted(objects)));
  }
}
