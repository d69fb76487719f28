package dev.stator.lineage;

final class Infrastructure {
  private Infrastructure() {}

  static boolean mayDescribe(String fileName) {
    return false;
  }
}
