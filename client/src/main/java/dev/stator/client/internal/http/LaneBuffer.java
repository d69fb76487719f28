package dev.stator.client.internal.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import org.jspecify.annotations.Nullable;

/*
 * What goes through a socket is in a buffer only for the moment between the kernel and an array of
 * ours, in either direction, and a lane's connections do that one after another. So one buffer
 * serves them all, still warm in the cache. Only where someone holds on to it (a socket that does
 * not take all at once, a TLS record that has not come whole) does the next one need another, from
 * Netty's pool. The pool is not touched before: to set it up is a good part of what a first request
 * costs.
 */

/** Direct memory that a lane's connections use in turn. Confined to the lane's event loop. */
final class LaneBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
  private static final int SIZE = 64 * 1024;
  private static final int READS_IN_A_ROW = 16;

  private @Nullable ByteBuf own;
  private boolean closed;

  LaneBuffer() {
    super(READS_IN_A_ROW);
  }

  /** An empty buffer with room for so many bytes. The receiver releases it. */
  ByteBuf take(int size) {
    if (own == null && !closed) {
      own = Unpooled.directBuffer(SIZE, SIZE);
    }
    if (own == null || size > SIZE || own.refCnt() > 1) {
      return PooledByteBufAllocator.DEFAULT.directBuffer(size);
    }
    return own.clear().retain();
  }

  void close() {
    closed = true;
    if (own != null) {
      own.release();
      own = null;
    }
  }

  /** What a channel reads into. */
  @Override
  public MaxMessageHandle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return SIZE;
      }

      @Override
      public ByteBuf allocate(ByteBufAllocator ignored) {
        return take(SIZE);
      }
    };
  }
}
