/**
 * What the API server does to built-in types beyond their shape: defaults, admission, validation.
 */
@NullMarked
package io.windlass.devcluster.rules;

import org.jspecify.annotations.NullMarked;
