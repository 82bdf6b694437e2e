package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What ownership needs to know about one type.
 *
 * @param fields how its fields are owned
 * @param blank the object that creation starts from: what the server writes although nobody said
 *     it; not to be changed
 */
public record ManagedType(FieldType fields, ObjectNode blank) {}
