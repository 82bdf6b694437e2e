/** The controllers that keep roles and Secrets with tokens as Kubernetes has them. */
@NullMarked
package io.windlass.devcluster.auth.control;

import org.jspecify.annotations.NullMarked;
