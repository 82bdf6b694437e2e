/**
 * Rules in the Common Expression Language: {@code x-kubernetes-validations} of custom resources and
 * the match conditions of webhooks.
 */
@NullMarked
package io.windlass.devcluster.cel;

import org.jspecify.annotations.NullMarked;
