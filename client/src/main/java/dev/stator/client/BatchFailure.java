package dev.stator.client;

/** Whose fault it is that a batch failed as a whole, and so what becomes of it. */
enum BatchFailure {
  /** Nobody's for long: it may come through if it is sent again. */
  MAY_PASS,
  /** Some item's: the others would come through without it. */
  SOME_ITEM,
  /** Some table's: those for others would come through. */
  SOME_TABLE,
  /** Everything's. */
  ALL;

  static BatchFailure of(DynamoException failure) {
    if (failure instanceof NoAnswerException lost) {
      return switch (lost.reason()) {
        case UNKNOWN_HOST, UNREACHABLE, BUSY, HELD_BACK, TIMEOUT, DISCONNECTED, CORRUPT -> MAY_PASS;
        case UNTRUSTED, NOT_TLS, CLOSED, INTERRUPTED -> ALL;
      };
    }
    if (failure instanceof ThrottlingException
        || (failure instanceof InternalServerException server && server.mayPass())
        || failure instanceof ConflictException) {
      return MAY_PASS;
    }
    if (failure instanceof ValidationException
        || failure instanceof InvalidRequestException
        || failure instanceof LimitExceededException) {
      return SOME_ITEM;
    }
    if (failure instanceof ResourceNotFoundException
        || failure instanceof ResourceInUseException
        || failure instanceof AccessDeniedException) {
      return SOME_TABLE;
    }
    return ALL;
  }
}
