/** Certificates and the kubeconfig of one cluster. */
@NullMarked
package io.windlass.devcluster.cert;

import org.jspecify.annotations.NullMarked;
