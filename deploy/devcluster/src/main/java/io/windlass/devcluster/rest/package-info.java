/** The verbs of the API on typed objects: what HTTP and the in-process API have in common. */
@NullMarked
package io.windlass.devcluster.rest;

import org.jspecify.annotations.NullMarked;
