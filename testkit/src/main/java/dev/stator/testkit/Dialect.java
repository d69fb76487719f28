package dev.stator.testkit;

import java.time.Duration;

/** How a service words what both of them can answer. */
interface Dialect {
  /**
   * An error.
   *
   * @param type DynamoDB's exception or S3's code
   */
  Response error(int status, String type, String message);

  /** The answer to a request signed at another time than the server has. */
  Response clockSkew(Duration serverAhead);

  /** The answer to a request whose session token has expired. */
  Response expiredCredentials();

  /** The answer to credentials that the service does not know. */
  Response unknownCredentials();

  /** The answer to a request that the credentials do not permit. */
  Response accessDenied();

  /** "Too much, come back later": provisioned throughput exceeded, or slow down. */
  Response throttled();

  /** An error of the service's own, 500 or 503. */
  Response serverError(int status);
}
