package io.windlass.core.cloneset;

/** Specs of {@code v1alpha1} with one fault each, one for each rule. */
final class FaultyCloneSets {
  /** What is wrong, an edit of a sound spec, the field that is blamed. */
  static final String ROWS =
      """
      fewer than no replicas           | {'replicas': -1}                                          | spec.replicas
      half a replica                   | {'replicas': 1.5}                                         | spec.replicas
      too many replicas                | {'replicas': 3000000000}                                  | spec.replicas
      negative minReadySeconds         | {'minReadySeconds': -1}                                   | spec.minReadySeconds
      a deadline within minReadySeconds | {'minReadySeconds': 5, 'progressDeadlineSeconds': 5}     | spec.progressDeadlineSeconds
      a deadline of nothing            | {'progressDeadlineSeconds': 0}                            | spec.progressDeadlineSeconds
      negative history                 | {'revisionHistoryLimit': -1}                              | spec.revisionHistoryLimit
      no selector                      | {'selector': null}                                        | spec.selector
      an empty selector                | {'selector': {'matchLabels': null}}                       | spec.selector
      an invalid selector              | {'selector': {'matchExpressions': [{'key': 'a', 'operator': 'Is'}]}} | spec.selector.matchExpressions[0].operator
      labels that do not match         | {'selector': {'matchLabels': {'app': 'x'}}}               | spec.template.metadata.labels
      an unknown update type           | {'updateStrategy': {'type': 'Sometimes'}}                 | spec.updateStrategy.type
      paused that is no truth value    | {'updateStrategy': {'paused': 'yes'}}                     | spec.updateStrategy.paused
      a numeric string (#2111)         | {'updateStrategy': {'maxUnavailable': '5'}}               | spec.updateStrategy.maxUnavailable
      a numeric string as partition    | {'updateStrategy': {'partition': '5'}}                    | spec.updateStrategy.partition
      a negative partition             | {'updateStrategy': {'partition': -1}}                     | spec.updateStrategy.partition
      a scale-out by a numeric string  | {'scaleStrategy': {'maxUnavailable': '5'}}                | spec.scaleStrategy.maxUnavailable
      a negative percentage            | {'updateStrategy': {'maxUnavailable': '-5%'}}             | spec.updateStrategy.maxUnavailable
      both budgets zero                | {'updateStrategy': {'maxUnavailable': 0, 'maxSurge': 0}}  | spec.updateStrategy.maxUnavailable
      both budgets zero percent        | {'updateStrategy': {'maxUnavailable': '0%'}}              | spec.updateStrategy.maxUnavailable
      weights and keys at once         | {'updateStrategy': {'priorityStrategy': {'orderPriority': [{'orderedKey': 'a'}], 'weightPriority': [{'weight': 1, 'matchSelector': {'matchLabels': {'a': 'b'}}}]}}} | spec.updateStrategy.priorityStrategy
      a weight above 100               | {'updateStrategy': {'priorityStrategy': {'weightPriority': [{'weight': 101, 'matchSelector': {'matchLabels': {'a': 'b'}}}]}}} | spec.updateStrategy.priorityStrategy.weightPriority[0].weight
      a weight for every pod           | {'updateStrategy': {'priorityStrategy': {'weightPriority': [{'weight': 1, 'matchSelector': {}}]}}} | spec.updateStrategy.priorityStrategy.weightPriority[0].matchSelector
      a weight for nobody knows whom   | {'updateStrategy': {'priorityStrategy': {'weightPriority': [{'weight': 1, 'matchSelector': {'matchExpressions': [{'key': 'a', 'operator': 'Is'}]}}]}}} | spec.updateStrategy.priorityStrategy.weightPriority[0].matchSelector.matchExpressions[0].operator
      an order by no key               | {'updateStrategy': {'priorityStrategy': {'orderPriority': [{'orderedKey': ''}]}}} | spec.updateStrategy.priorityStrategy.orderPriority[0].orderedKey
      a label without key to scatter   | {'updateStrategy': {'scatterStrategy': [{'key': '', 'value': 'b'}]}} | spec.updateStrategy.scatterStrategy[0].key
      a label to scatter, twice        | {'updateStrategy': {'scatterStrategy': [{'key': 'a', 'value': 'b'}, {'key': 'a', 'value': 'b'}]}} | spec.updateStrategy.scatterStrategy[1]
      a pod that ends                  | {'template': {'spec': {'restartPolicy': 'Never'}}}        | spec.template.spec.restartPolicy
      a pod with a deadline            | {'template': {'spec': {'activeDeadlineSeconds': 5}}}      | spec.template.spec.activeDeadlineSeconds
      no template                      | {'template': null, 'selector': {'matchLabels': null, 'matchExpressions': [{'key': 'a', 'operator': 'DoesNotExist'}]}} | spec.template
      no containers                    | {'template': {'spec': {'containers': []}}}                | spec.template.spec.containers
      a container without name         | {'template': {'spec': {'containers': [{'image': 'a'}]}}}  | spec.template.spec.containers[0].name
      a container without image        | {'template': {'spec': {'containers': [{'name': 'a'}]}}}   | spec.template.spec.containers[0].image
      an image with spaces             | {'template': {'spec': {'containers': [{'name': 'a', 'image': ' a'}]}}} | spec.template.spec.containers[0].image
      a container name in capitals     | {'template': {'spec': {'containers': [{'name': 'A', 'image': 'a'}]}}} | spec.template.spec.containers[0].name
      a name twice                     | {'template': {'spec': {'containers': [{'name': 'a', 'image': 'a'}, {'name': 'a', 'image': 'b'}]}}} | spec.template.spec.containers[1].name
      a name of an init container      | {'template': {'spec': {'initContainers': [{'name': 'main', 'image': 'a'}]}}} | spec.template.spec.containers[0].name
      a mount that names no volume     | {'template': {'spec': {'containers': [{'name': 'a', 'image': 'a', 'volumeMounts': [{'name': 'v', 'mountPath': '/v'}]}]}}} | spec.template.spec.containers[0].volumeMounts[0].name
      two volumes at one path          | {'template': {'spec': {'volumes': [{'name': 'v'}], 'containers': [{'name': 'a', 'image': 'a', 'volumeMounts': [{'name': 'v', 'mountPath': '/v'}, {'name': 'v', 'mountPath': '/v'}]}]}}} | spec.template.spec.containers[0].volumeMounts[1].mountPath
      a port that is none              | {'template': {'spec': {'containers': [{'name': 'a', 'image': 'a', 'ports': [{'containerPort': 70000}]}]}}} | spec.template.spec.containers[0].ports[0].containerPort
      a variable without name          | {'template': {'spec': {'containers': [{'name': 'a', 'image': 'a', 'env': [{'value': 'x'}]}]}}} | spec.template.spec.containers[0].env[0].name
      an invalid label                 | {'template': {'metadata': {'labels': {'a': 'b c'}}}}      | spec.template.metadata.labels[a]
      a label that deletes every pod   | {'template': {'metadata': {'labels': {'apps.kruise.io/specified-delete': 'true'}}}} | spec.template.metadata.labels[apps.kruise.io/specified-delete]
      an annotation that is no text    | {'template': {'metadata': {'annotations': {'a': 1}}}}     | spec.template.metadata.annotations[a]
      """;

  private FaultyCloneSets() {}
}
