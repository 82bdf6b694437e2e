/** The HTTP border: addresses, encodings, answers and watches. */
@NullMarked
package io.windlass.devcluster.server;

import org.jspecify.annotations.NullMarked;
