/** Tests of what is told about failures. */
@NullMarked
package io.windlass.manager.report;

import org.jspecify.annotations.NullMarked;
