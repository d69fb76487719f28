package dev.stator.client;

import java.io.Serializable;

/**
 * Why a request was throttled.
 *
 * @param reason such as {@code TableReadProvisionedThroughputExceeded}
 * @param resource the ARN of the table or index; empty if the service does not say
 */
public record ThrottlingReason(String reason, String resource) implements Serializable {
  @Override
  public String toString() {
    return resource.isEmpty() ? reason : resource + " by " + reason;
  }
}
