package dev.stator.records.processor;

import javax.lang.model.element.Element;

/** A mistake in somebody's record: where it is, and what to write instead. */
final class Mistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Element element;

  Mistake(Element element, String message) {
    super(message, null, false, false);
    this.element = element;
  }

  Element element() {
    return element;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
