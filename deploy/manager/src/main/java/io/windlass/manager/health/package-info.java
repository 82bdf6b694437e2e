/** What a kubelet and a Prometheus ask of the manager over HTTP. */
@NullMarked
package io.windlass.manager.health;

import org.jspecify.annotations.NullMarked;
