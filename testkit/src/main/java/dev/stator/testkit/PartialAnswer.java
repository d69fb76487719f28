package dev.stator.testkit;

/** DynamoDB carries out a part of a batch, or gives a page without its items. */
final class PartialAnswer extends Fault {
  private final int unprocessed;
  private final boolean dropsItems;

  PartialAnswer(int unprocessed, boolean dropsItems) {
    this.unprocessed = unprocessed;
    this.dropsItems = dropsItems;
  }

  @Override
  int unprocessedCount() {
    return unprocessed;
  }

  @Override
  boolean dropsItems() {
    return dropsItems;
  }

  @Override
  boolean fits(String service) {
    return service.equals(FakeDynamoDb.SERVICE);
  }
}
