/** What the parts of the cluster say to each other: types, objects, requests and refusals. */
@NullMarked
package io.windlass.devcluster.api;

import org.jspecify.annotations.NullMarked;
