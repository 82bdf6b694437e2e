/** YAML as documents, and documents as YAML. */
@NullMarked
package io.windlass.oam.yaml;

import org.jspecify.annotations.NullMarked;
