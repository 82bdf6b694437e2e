/** Tests of the borders: bytes to views, and a server that answers as it should not. */
@NullMarked
package io.windlass.controllers.adapter.fabric8;

import org.jspecify.annotations.NullMarked;
