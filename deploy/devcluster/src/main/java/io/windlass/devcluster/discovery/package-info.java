/** What the cluster says about itself: versions, groups, resources, OpenAPI. */
@NullMarked
package io.windlass.devcluster.discovery;

import org.jspecify.annotations.NullMarked;
