package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API refuses, and in which words. */
@ExtendWith(SharedCluster.class)
final class RefusalsIT {
  private final TestCluster cluster;

  RefusalsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  static void someObject(TestCluster cluster) {
    Contract.send(
        cluster, "POST /api/v1/namespaces/{ns}/configmaps", "{'metadata':{'name':'there'}}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
                      a missing object                    | GET /api/v1/namespaces/{ns}/pods/x                       |    | 404 | NotFound             | pods "x" not found
                      a namespace that must stay          | DELETE /api/v1/namespaces/default                       |    | 403 | Forbidden            | namespaces "default" is forbidden: this namespace may not be deleted
                      a missing type                      | GET /api/v1/namespaces/{ns}/foos                         |    | 404 | NotFound             | the server could not find the requested resource
                      a missing subresource               | GET /api/v1/namespaces/{ns}/configmaps/there/foo         |    | 404 | NotFound             | the server could not find the requested resource
                      a cluster-scoped type in a namespace | GET /api/v1/namespaces/{ns}/nodes                       |    | 404 | NotFound             | the server could not find the requested resource
                      a missing namespace                 | POST /api/v1/namespaces/nowhere/configmaps               | {'metadata':{'name':'a'}} | 404 | NotFound | namespaces "nowhere" not found
                      creating outside of a namespace     | POST /api/v1/configmaps                                  | {'metadata':{'name':'a'}} | 405 | MethodNotAllowed | the server does not allow this method on the requested resource
                      a name that is taken                | POST /api/v1/namespaces/{ns}/configmaps                  | {'metadata':{'name':'there'}} | 409 | AlreadyExists | configmaps "there" already exists
                      creating under a name in the path   | POST /api/v1/namespaces/{ns}/configmaps/there            | {} | 405 | MethodNotAllowed     | the server does not allow this method on the requested resource
                      another namespace in the body       | POST /api/v1/namespaces/{ns}/configmaps                  | {'metadata':{'name':'a','namespace':'b'}} | 400 | BadRequest | the namespace of the provided object does not match the namespace sent on the request
                      a version on creation               | POST /api/v1/namespaces/{ns}/configmaps                  | {'metadata':{'name':'a','resourceVersion':'1'}} | 500 | ~~ | resourceVersion should not be set on objects to be created
                      half of a body                      | POST /api/v1/namespaces/{ns}/configmaps                  | {  | 400 | BadRequest           | the object provided is unrecognized (must be of type ConfigMap)
                      another kind                        | POST /api/v1/namespaces/{ns}/pods                        | {'kind':'ConfigMap','apiVersion':'v1'} | 400 | BadRequest | ConfigMap in version "v1" cannot be handled as a Pod
                      a number where a text belongs       | POST /api/v1/namespaces/{ns}/configmaps                  | {'metadata':{'name':'a'},'data':{'x':1}} | 400 | BadRequest | ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string
                      an unknown field, if strict         | POST /api/v1/namespaces/{ns}/configmaps?fieldValidation=Strict | {'metadata':{'name':'a'},'dat':{}} | 400 | BadRequest | strict decoding error: unknown field "dat"
                      a field stated twice, if strict     | POST /api/v1/namespaces/{ns}/configmaps?fieldValidation=Strict | {'metadata':{'name':'a'},'data':{},'data':{}} | 400 | BadRequest | strict decoding error: duplicate field "data"
                      a stale version                     | PUT /api/v1/namespaces/{ns}/configmaps/there             | {'metadata':{'name':'there','resourceVersion':'1'}} | 409 | Conflict | Operation cannot be fulfilled on configmaps "there": the object has been modified; please apply your changes to the latest version and try again
                      a version that is no number         | PUT /api/v1/namespaces/{ns}/configmaps/there             | {'metadata':{'name':'there','resourceVersion':'x'}} | 500 | ~~ | strconv.ParseUint: parsing "x": invalid syntax
          another uid                         | PUT /api/v1/namespaces/{ns}/configmaps/there             | {'metadata':{'name':'there','uid':'1'}} | 409 | Conflict | Precondition failed: UID in precondition: 1, UID in object meta:
                      another name                        | PUT /api/v1/namespaces/{ns}/configmaps/there             | {'metadata':{'name':'b'}} | 400 | BadRequest | the name of the object (b) does not match the name on the URL (there)
                      changing what is missing            | PUT /api/v1/namespaces/{ns}/configmaps/zz                | {'metadata':{'name':'zz'}} | 404 | NotFound | configmaps "zz" not found
                      an unknown dryRun                   | POST /api/v1/namespaces/{ns}/configmaps?dryRun=x         | {'metadata':{'name':'a'}} | 422 | Invalid | CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: []string{"x"}
                      an unknown fieldValidation          | POST /api/v1/namespaces/{ns}/configmaps?fieldValidation=x | {'metadata':{'name':'a'}} | 422 | Invalid | fieldValidation: Unsupported value: "x": supported values: "", "Ignore", "Strict", "Warn"
                      an unselectable field               | GET /api/v1/namespaces/{ns}/pods?fieldSelector=spec.foo=1 |   | 400 | BadRequest           | field label not supported: spec.foo
                      no field selector at all            | GET /api/v1/namespaces/{ns}/pods?fieldSelector=spec      |    | 400 | BadRequest           | invalid selector: 'spec'; can't understand 'spec'
                      a malformed label selector          | GET /api/v1/namespaces/{ns}/pods?labelSelector=a===      |    | 400 | BadRequest           | unable to parse requirement: found '=', expected: identifier
                      an unclosed label selector          | GET /api/v1/namespaces/{ns}/pods?labelSelector=a+in+(    |    | 400 | BadRequest           | unable to parse requirement: found '', expected: ',', ')' or identifier
                      a limit that is no number           | GET /api/v1/namespaces/{ns}/pods?limit=x                 |    | 400 | BadRequest           | strconv.ParseInt: parsing "x": invalid syntax
                      a merge patch that is a list        | MERGE /api/v1/namespaces/{ns}/configmaps/there           | [] | 400 | BadRequest           | error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}
                      a JSON patch that is no list        | JSON /api/v1/namespaces/{ns}/configmaps/there            | {} | 400 | BadRequest           | error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp
                      a JSON patch whose test fails       | JSON /api/v1/namespaces/{ns}/configmaps/there            | [{'op':'test','path':'/metadata/name','value':'x'}] | 422 | Invalid | the server rejected our request due to an error in our request
                      a JSON patch of a missing path      | JSON /api/v1/namespaces/{ns}/configmaps/there            | [{'op':'remove','path':'/data/x'}] | 422 | Invalid | the server rejected our request due to an error in our request
                      an unknown JSON patch operation     | JSON /api/v1/namespaces/{ns}/configmaps/there            | [{'op':'foo','path':'/data'}] | 422 | Invalid | the server rejected our request due to an error in our request
                      a patch under a stale version       | MERGE /api/v1/namespaces/{ns}/configmaps/there           | {'metadata':{'resourceVersion':'1','labels':{'a':'c'}}} | 409 | Conflict | the object has been modified
                      a patch of what is missing          | MERGE /api/v1/namespaces/{ns}/configmaps/zz              | {} | 404 | NotFound             | configmaps "zz" not found
                      a patch of the name                 | MERGE /api/v1/namespaces/{ns}/configmaps/there           | {'metadata':{'name':'q'}} | 400 | BadRequest | the name of the object (q) does not match the name on the URL (there)
                      a patch of the uid                  | MERGE /api/v1/namespaces/{ns}/configmaps/there           | {'metadata':{'uid':'q'}} | 422 | Invalid | metadata.uid: Invalid value: "q": field is immutable
                      deletion of another uid             | DELETE /api/v1/namespaces/{ns}/configmaps/there          | {'preconditions':{'uid':'x'}} | 409 | Conflict | Operation cannot be fulfilled on ConfigMap "there": the UID in the precondition (x) does not match the UID in record
                      deletion of another version         | DELETE /api/v1/namespaces/{ns}/configmaps/there          | {'preconditions':{'resourceVersion':'1'}} | 409 | Conflict | the ResourceVersion in the precondition (1) does not match the ResourceVersion in record
                      a PUT of another object in the wrong place | PUT /api/v1/namespaces/{ns}/configmaps/there      | {'metadata':{'name':'b','uid':'x'}} | 400 | BadRequest | the name of the object (b) does not match the name on the URL (there)
                      a PUT of no role under a uid        | PUT /apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles/zz | {'metadata':{'name':'zz','uid':'x'},'rules':[1]} | 400 | BadRequest | Role in version "v1" cannot be handled as a Role
                      a patch of the deletion             | MERGE /api/v1/namespaces/{ns}/configmaps/there           | {'metadata':{'deletionTimestamp':'2020-01-01T00:00:00Z'}} | 422 | Invalid | metadata.deletionTimestamp: Invalid value: "2020-01-01T00:00:00Z": field is immutable
                      a JSON patch that takes the version | JSON /api/v1/namespaces/{ns}/configmaps/there            | [{'op':'remove','path':'/apiVersion'}] | 400 | BadRequest | the name of the object was undeterminable: name must be provided
                      the same, if strict                 | JSON /api/v1/namespaces/{ns}/configmaps/there?fieldValidation=Strict | [{'op':'remove','path':'/apiVersion'}] | 422 | Invalid | unknown field "metadata"
                      a JSON patch that makes the version a list | JSON /api/v1/namespaces/{ns}/configmaps/there     | [{'op':'add','path':'/apiVersion','value':[]}] | 422 | Invalid | patch: Invalid value
                      a moment applied that is none       | APPLY /api/v1/namespaces/{ns}/events/a?fieldManager=m    | {'apiVersion':'v1','kind':'Event','metadata':{'name':'a'},'firstTimestamp':'x'} | 500 | ~~ | failed to convert new object
                      a form not served, for a bad selector | ODD /api/v1/namespaces/{ns}/configmaps?labelSelector=a===  |  | 400 | BadRequest | unable to parse requirement
                      a form not served, for a new object | FORM /api/v1/namespaces/{ns}/configmaps                | {'metadata':{'name':'formless'}} | 406 | NotAcceptable | only the following media types are accepted
                which has not been made             | GET /api/v1/namespaces/{ns}/configmaps/formless          |    | 404 | NotFound             | configmaps "formless" not found
                a form not served, for a bad match  | ODD /api/v1/namespaces/{ns}/configmaps?resourceVersionMatch=Exact |  | 422 | Invalid | resourceVersionMatch is forbidden unless resourceVersion is provided
                      a form not served, for a bad field  | ODD /api/v1/namespaces/{ns}/configmaps?fieldSelector=a=b |  | 406 | NotAcceptable | only the following media types are accepted
                      a binding of another pod            | POST /api/v1/namespaces/{ns}/pods/x/binding              | {'metadata':{'name':'y'},'target':{'name':'n'}} | 400 | BadRequest | name in URL does not match name in Binding object
                a binding to nothing                | POST /api/v1/namespaces/{ns}/pods/x/binding              | {'metadata':{'name':'x'},'target':{}} | 500 | ~~ | target.name: Required value
                a binding to what is no node        | POST /api/v1/namespaces/{ns}/pods/x/binding              | {'metadata':{'name':'x'},'target':{'kind':'Odd','name':'n'}} | 500 | ~~ | target.kind: Unsupported value: "Odd"
                a binding of no pod                 | POST /api/v1/namespaces/{ns}/bindings                    | {'target':{'name':'n'}} | 400 | BadRequest | Name parameter required.
                an eviction with an odd dry run     | POST /api/v1/namespaces/{ns}/pods/x/eviction             | {'deleteOptions':{'dryRun':['Odd']}} | 422 | Invalid | dryRun: Unsupported value: []string{"Odd"}
                something else instead of a token   | POST /api/v1/namespaces/{ns}/serviceaccounts/default/token | {'kind':'Other','apiVersion':'v1'} | 400 | BadRequest | Other in version "v1" cannot be handled as a TokenRequest
                an unknown field of a review, if strict | POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews?fieldValidation=Strict | {'spec':{'odd':1}} | 400 | BadRequest | unknown field "spec.odd"
                a selector without values in a review | POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews | {'spec':{'resourceAttributes':{'labelSelector':{'requirements':[{'key':'a','operator':'In'}]}}}} | 422 | Invalid | labelSelector.requirements[0].values: Required value
                one review by its name              | GET /apis/authorization.k8s.io/v1/subjectaccessreviews/x |    | 404 | NotFound             | the server could not find the requested resource
                a version of a group that there is not | GET /apis/apps/v9                                     |    | 404 | NotFound             | the server could not find the requested resource
                writing discovery                   | POST /api/v1                                             | {} | 405 | MethodNotAllowed     | the server does not allow this method on the requested resource
                an unknown propagationPolicy        | DELETE /api/v1/namespaces/{ns}/configmaps/there          | {'propagationPolicy':'Foo'} | 422 | Invalid | DeleteOptions.meta.k8s.io "" is invalid: propagationPolicy: Unsupported value: "Foo"
          """)
  void isRefused(ArgumentsAccessor row) {
    Answer answer = Contract.send(cluster, row.getString(1), row.getString(2));
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(row.getInteger(3));
    assertThat(answer.text("kind")).isEqualTo("Status");
    assertThat(answer.text("status")).isEqualTo("Failure");
    assertThat(answer.text("reason")).isEqualTo(row.getString(4));
    assertThat(answer.text("message")).contains(row.getString(5));
    assertThat(answer.body().path("code").asInt()).isEqualTo(row.getInteger(3));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          no name               | {'metadata':{}}                                       | FieldValueRequired  | metadata.name        | Required value: name or generateName is required
          a name in capitals    | {'metadata':{'name':'A'}}                             | FieldValueInvalid   | metadata.name        | a lowercase RFC 1123 subdomain must consist of
          a bad label key       | {'metadata':{'name':'a','labels':{'x y':'b'}}}        | FieldValueInvalid   | metadata.labels      | name part must consist of alphanumeric characters
          a bad label value     | {'metadata':{'name':'a','labels':{'x':'@'}}}          | FieldValueInvalid   | metadata.labels      | a valid label must be an empty string or consist of
          a bad annotation      | {'metadata':{'name':'a','annotations':{'-':''}}}      | FieldValueInvalid   | metadata.annotations | name part must consist of alphanumeric characters
          a bare finalizer      | {'metadata':{'name':'a','finalizers':['x']}}          | FieldValueInvalid   | metadata.finalizers[0] | name is neither a standard finalizer name nor is it fully qualified
          an owner without uid  | {'metadata':{'name':'a','ownerReferences':[{'apiVersion':'v1','kind':'a','name':'b'}]}} | FieldValueInvalid | metadata.ownerReferences.uid | uid must not be empty
          """)
  void metadataIsRefusedWithItsCause(ArgumentsAccessor row) {
    Answer answer =
        Contract.send(cluster, "POST /api/v1/namespaces/{ns}/configmaps", row.getString(1));
    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.text("reason")).isEqualTo("Invalid");
    assertThat(answer.text("details", "kind")).isEqualTo("ConfigMap");
    assertThat(Contract.at(answer, "/details/causes/0/reason")).isEqualTo(row.getString(2));
    assertThat(Contract.at(answer, "/details/causes/0/field")).isEqualTo(row.getString(3));
    assertThat(Contract.at(answer, "/details/causes/0/message")).contains(row.getString(4));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a form body         | application/x-www-form-urlencoded   | a=b | 415
          an XML body         | text/xml                            | <a/> | 415
          """)
  void encodingsThatAreNotServedAreRefused(String rule, String encoding, String body, int code) {
    Answer answer = cluster.http().send("POST", cluster.core("configmaps"), encoding, body);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.text("reason")).isEqualTo("UnsupportedMediaType");
  }
}
