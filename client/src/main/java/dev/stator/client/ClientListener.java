package dev.stator.client;

/**
 * Is told of every call: when it begins, and by the {@link CallObserver} that it then gives, of its
 * attempts and its end. Must be safe for use by many threads. It must not block, as it may run on
 * an event loop. What it throws is logged and otherwise without effect.
 *
 * <pre>{@code
 * DynamoClient.builder().listener(call -> attempt -> System.out.println(attempt)).build();
 * }</pre>
 *
 * <p>A call is one request as the caller sees it, with all of its attempts: a page of a reading, a
 * request of a batch, a request for a shard's records are calls of their own.
 */
@FunctionalInterface
public interface ClientListener {
  /** Does not listen. Costs a call nothing. */
  ClientListener NONE = call -> CallObserver.NONE;

  /**
   * A call begins. On the thread that makes it, before anything is done for it; a call that is made
   * later on someone's behalf, such as for a second page, is told to the listener that {@link
   * #here} gave for that one.
   *
   * @return who is told how it goes on; {@link CallObserver#NONE} for nobody
   */
  CallObserver started(CallStart call);

  /**
   * The listener for calls that are made later, on other threads, for whoever runs on this thread
   * now. Asked when a publisher is subscribed to, a batch is begun, or a stream's reader is made:
   * so a listener that goes by what is current on a thread takes it along. By default this one.
   */
  default ClientListener here() {
    return this;
  }

  /**
   * Whether each request is to ask what it takes of each table and index, unless it says itself how
   * much it wants to be told. The answers that the callers get have it then, too. By default not.
   */
  default boolean wantsCapacity() {
    return false;
  }
}
