/** Tests of the figures. */
@NullMarked
package io.windlass.controllers.adapter.micrometer;

import org.jspecify.annotations.NullMarked;
