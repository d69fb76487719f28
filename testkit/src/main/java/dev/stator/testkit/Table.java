package dev.stator.testkit;

import dev.stator.item.KeySchema;

/** What a table name stands for. */
sealed interface Table permits ItemTable, PageTable {
  String name();

  KeySchema schema();

  long itemCount();

  long sizeBytes();

  /** Answers a Scan. */
  Response scan(RequestFields fields, Fault fault);
}
