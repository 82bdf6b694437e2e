/** Tests of the application, which alone sees the whole house. */
@NullMarked
package io.windlass.manager;

import org.jspecify.annotations.NullMarked;
