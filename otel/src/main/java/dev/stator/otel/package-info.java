/**
 * OpenTelemetry's spans and metrics of a DynamoDB client's calls. {@link
 * dev.stator.otel.OpenTelemetryListener} is all there is to use.
 */
@NullMarked
package dev.stator.otel;

import org.jspecify.annotations.NullMarked;
