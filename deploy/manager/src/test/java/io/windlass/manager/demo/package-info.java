/** Tests of the story's figures and checks. */
@NullMarked
package io.windlass.manager.demo;

import org.jspecify.annotations.NullMarked;
