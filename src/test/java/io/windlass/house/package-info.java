/** The rules of the house as tests: how sources are shaped, and which package may see which. */
@NullMarked
package io.windlass.house;

import org.jspecify.annotations.NullMarked;
