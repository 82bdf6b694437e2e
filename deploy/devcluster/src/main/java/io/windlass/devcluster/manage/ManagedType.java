package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What ownership needs to know about one type.
 *
 * @param kind its kind
 * @param custom whether a CustomResourceDefinition defines it
 * @param fields how its fields are owned
 * @param blank the object that creation starts from: what the server writes although nobody said
 *     it; not to be changed
 */
public record ManagedType(String kind, boolean custom, FieldType fields, ObjectNode blank) {}
