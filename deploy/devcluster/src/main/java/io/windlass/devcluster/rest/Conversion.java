package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/**
 * How a served version and the stored one become each other. The operators may change the object
 * that they are given.
 *
 * @param storedApiVersion the apiVersion in which objects are stored
 */
public record Conversion(
    String storedApiVersion,
    UnaryOperator<ObjectNode> fromStored,
    UnaryOperator<ObjectNode> toStored) {

  /** Only the apiVersion differs, if anything: conversion strategy None. */
  public static Conversion renaming(String servedApiVersion, String storedApiVersion) {
    return new Conversion(
        storedApiVersion,
        object -> object.put("apiVersion", servedApiVersion),
        object -> object.put("apiVersion", storedApiVersion));
  }
}
