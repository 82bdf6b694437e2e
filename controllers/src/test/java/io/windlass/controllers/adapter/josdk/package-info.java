/** Tests of the rim. */
@NullMarked
package io.windlass.controllers.adapter.josdk;

import org.jspecify.annotations.NullMarked;
