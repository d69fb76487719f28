package dev.stator.client;

/**
 * One stream: the changes of a table since its stream was turned on.
 *
 * @param streamArn the stream's name
 * @param tableName the table
 * @param streamLabel when it was turned on
 */
public record StreamSummary(String streamArn, String tableName, String streamLabel) {}
