/** Which traits, workload types and scopes there are, and what may be combined with what. */
@NullMarked
package io.windlass.oam.catalogue;

import org.jspecify.annotations.NullMarked;
