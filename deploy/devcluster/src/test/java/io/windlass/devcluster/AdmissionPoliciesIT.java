package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.Http.Answer;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ValidatingAdmissionPolicies do to requests, and what they must be. */
@ExtendWith(SharedCluster.class)
final class AdmissionPoliciesIT {
  private static final String GROUP = "/apis/admissionregistration.k8s.io/v1/";
  private static final String POLICIES = GROUP + "validatingadmissionpolicies";
  private static final String BINDINGS = GROUP + "validatingadmissionpolicybindings";
  private static final String RULE =
      "{'operations':['CREATE','UPDATE'],'apiGroups':[''],'apiVersions':['v1'],'resources':['configmaps']}";

  private final TestCluster cluster;
  private final String name = "p-" + UUID.randomUUID().toString().substring(0, 8);

  AdmissionPoliciesIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void remove() {
    cluster.http().delete(BINDINGS + "/" + name, "{}");
    cluster.http().delete(POLICIES + "/" + name, "{}");
  }

  /** A policy about ConfigMaps of the test's namespace. */
  private Answer define(String spec) {
    return Contract.send(
        cluster,
        "POST " + POLICIES,
        """
        {'metadata':{'name':'%s'},'spec':{'matchConstraints':{'resourceRules':[%s],
          'namespaceSelector':{'matchLabels':{'kubernetes.io/metadata.name':'{ns}'}}},%s}}
        """
            .formatted(name, RULE, spec));
  }

  private Answer bind(String actions, String rest) {
    return Contract.send(
        cluster,
        "POST " + BINDINGS,
        "{'metadata':{'name':'%1$s'},'spec':{'policyName':'%1$s','validationActions':[%2$s]%3$s}}"
            .formatted(name, actions, rest));
  }

  private Answer create() {
    return Contract.send(
        cluster,
        "POST /api/v1/namespaces/{ns}/configmaps?dryRun=All",
        "{'metadata':{'name':'m','labels':{'app':'a'}},'data':{'a':'b'}}");
  }

  private String words(Answer answer) {
    return Contract.at(answer, "/message").replace(name, "P").replace(cluster.namespace(), "{ns}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          what holds                     | 'validations':[{'expression':'object.data.a == \\"b\\" && oldObject == null'}]                              | 201 |
          what does not                  | 'validations':[{'expression':'object.data.a == \\"c\\"'}]                                                                   | 422 | configmaps "m" is forbidden: ValidatingAdmissionPolicy 'P' with binding 'P' denied request: failed expression: object.data.a == "c"
          a message                      | 'validations':[{'expression':'false','message':'no','reason':'Forbidden'}]                                                | 403 | configmaps "m" is forbidden: ValidatingAdmissionPolicy 'P' with binding 'P' denied request: no
          a message that is computed     | 'validations':[{'expression':'false','message':'no','messageExpression':'\\"not \\" + object.data.a'}]                      | 422 | configmaps "m" is forbidden: ValidatingAdmissionPolicy 'P' with binding 'P' denied request: not b
          one that cannot be computed    | 'validations':[{'expression':'false','message':'no','messageExpression':'string(object.data.x)'}]                         | 422 | configmaps "m" is forbidden: ValidatingAdmissionPolicy 'P' with binding 'P' denied request: no
          an expression that fails       | 'validations':[{'expression':'object.data.x == \\"b\\"'}]                                                                   | 422 | configmaps "m" is forbidden: ValidatingAdmissionPolicy 'P' with binding 'P' denied request: expression 'object.data.x == "b"' resulted in error: no such key: x
          one that may fail              | 'failurePolicy':'Ignore','validations':[{'expression':'object.data.x == \\"b\\"'}]                                          | 201 |
          a condition that is not met    | 'matchConditions':[{'name':'a','expression':'object.data.a == \\"c\\"'}],'validations':[{'expression':'false'}]              | 201 |
          a condition that is met        | 'matchConditions':[{'name':'a','expression':'request.operation == \\"CREATE\\"'}],'validations':[{'expression':'false','message':'no'}] | 422 | configmaps "m" is forbidden: ValidatingAdmissionPolicy 'P' with binding 'P' denied request: no
          a variable                     | 'variables':[{'name':'k','expression':'object.data.a'},{'name':'kk','expression':'variables.k + variables.k'}],'validations':[{'expression':'variables.kk == \\"bb\\"'}] | 201 |
          a variable that is a truth     | 'variables':[{'name':'ok','expression':'object.data.a == \\"c\\"'}],'validations':[{'expression':'variables.ok','message':'no'}] | 422 | configmaps "m" is forbidden: ValidatingAdmissionPolicy 'P' with binding 'P' denied request: no
          a variable that fails          | 'variables':[{'name':'k','expression':'object.data.x'}],'validations':[{'expression':'variables.k == 1'}] | 422 | configmaps "m" is forbidden: ValidatingAdmissionPolicy 'P' with binding 'P' denied request: expression 'variables.k == 1' resulted in error: composited variable "k" fails to evaluate: no such key: x
          the namespace                  | 'validations':[{'expression':'namespaceObject.metadata.name == request.namespace'}]                                       | 201 |
          what the user may do           | 'validations':[{'expression':'authorizer.group(\\"\\").resource(\\"pods\\").namespace(\\"x\\").check(\\"create\\").allowed() && authorizer.requestResource.check(\\"get\\").allowed()'}] | 201 |
          what an account may not do     | 'validations':[{'expression':'authorizer.serviceAccount(\\"x\\", \\"y\\").group(\\"\\").resource(\\"pods\\").check(\\"create\\").allowed()','message':'no'}] | 422 | configmaps "m" is forbidden: ValidatingAdmissionPolicy 'P' with binding 'P' denied request: no
          """)
  void aPolicyRefusesWhatItFinds(String fact, String spec, int code, String told) {
    assertThat(define(spec).code()).as(fact).isEqualTo(201);
    assertThat(bind("'Deny'", "").code()).isEqualTo(201);

    TestHooks.soon()
        .untilAsserted(
            () -> {
              Answer answer = create();
              assertThat(answer.code()).as("%s: %s", fact, answer.body()).isEqualTo(code);
              assertThat(words(answer)).isEqualTo(told == null ? "" : told);
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a binding that narrows        | 'Deny'  | `,'matchResources':{'objectSelector':{'matchLabels':{'app':'b'}}}`                                                         | 201 |
          a binding that does not       | 'Deny'  | `,'matchResources':{'objectSelector':{'matchLabels':{'app':'a'}}}`                                                         | 422 |
          a binding that leaves it out  | 'Deny'  | `,'matchResources':{'excludeResourceRules':[{'operations':['*'],'apiGroups':['*'],'apiVersions':['*'],'resources':['*']}]}` | 201 |
          a binding for another name    | 'Deny'  | `,'matchResources':{'resourceRules':[{'resourceNames':['n'],'operations':['*'],'apiGroups':['*'],'apiVersions':['*'],'resources':['*']}]}` | 201 |
          a warning                     | 'Warn'  | ``                                                                                                                          | 201 | Validation failed for ValidatingAdmissionPolicy 'P' with binding 'P': no
          an audit                      | 'Audit' | ``                                                                                                                          | 201 |
          """)
  void aBindingSaysWhatBecomesOfIt(
      String fact, String actions, String rest, int code, String warning) {
    define("'validations':[{'expression':'false','message':'no'}]");
    assertThat(bind(actions, rest).code()).isEqualTo(201);

    TestHooks.soon()
        .untilAsserted(
            () -> {
              Answer answer = create();
              assertThat(answer.code()).as("%s: %s", fact, answer.body()).isEqualTo(code);
              assertThat(
                      answer
                          .response()
                          .headers()
                          .allValues("Warning")
                          .toString()
                          .replace(name, "P"))
                  .contains(warning == null ? "" : warning);
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing to do           | 'validations':[]                                                            | spec.validations: Required value: validations or auditAnnotations must contain at least one item
          no truth                | 'validations':[{'expression':'1'}]                                          | spec.validations[0].expression: Invalid value: "1": must evaluate to bool
          no text                 | 'validations':[{'expression':'true','messageExpression':'1'}]               | spec.validations[0].messageExpression: Invalid value: "1": must evaluate to string
          an unknown reason       | 'validations':[{'expression':'true','reason':'Odd'}]                        | spec.validations[0].reason: Unsupported value: "Odd": supported values: "Forbidden", "Invalid", "RequestEntityTooLarge"
          a variable without name | 'variables':[{'name':'a-b','expression':'1'}],'validations':[{'expression':'true'}] | spec.variables[0].name: Invalid value: "a-b": name is not a valid CEL identifier
          no variables            | 'validations':[{'expression':'variables.x == 1'}]                           | undeclared reference to 'variables'
          an unknown variable     | 'variables':[{'name':'y','expression':'1'}],'validations':[{'expression':'variables.x == 1'}] | undefined field 'x'
          no parameters           | 'validations':[{'expression':'params == null'}]                             | undeclared reference to 'params'
          an odd failure policy   | 'failurePolicy':'Odd','validations':[{'expression':'true'}]                 | spec.failurePolicy: Unsupported value: "Odd": supported values: "Fail", "Ignore"
          """)
  void whatAPolicyMustBe(String fact, String spec, String told) {
    Answer answer = define(spec);

    assertThat(answer.code()).as(fact).isEqualTo(422);
    assertThat(words(answer)).contains(told);
  }

  @Test
  void whatABindingMustBe() {
    assertThat(words(bind("", ""))).contains("at least one validation action is required");
    assertThat(words(bind("'Deny','Warn'", ""))).contains("must not contain both Deny and Warn");
    assertThat(words(bind("'Odd'", "")))
        .contains("supported values: \"Audit\", \"Deny\", \"Warn\"");
  }
}
