package dev.stator.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneBufferTest {
  private final LaneBuffer buffer = new LaneBuffer();

  @AfterEach
  void close() {
    buffer.close();
  }

  @Test
  void isHandedOutAgainOnceItWasReleased() {
    ByteBuf first = buffer.take(100);
    first.writeLong(1);
    first.release();

    ByteBuf second = buffer.take(100);

    assertThat(second).isSameAs(first);
    assertThat(second.readableBytes()).isZero();
    second.release();
  }

  @Test
  void whatSomeoneHoldsIsNotTouched() {
    ByteBuf held = buffer.take(100);
    held.writeLong(1);

    ByteBuf other = buffer.take(100);
    other.writeLong(2);

    assertThat(held.readLong()).isEqualTo(1);
    held.release();
    other.release();
  }

  @Test
  void moreThanItHoldsComesFromElsewhere() {
    ByteBuf large = buffer.take(1 << 20);

    assertThat(large.capacity()).isGreaterThanOrEqualTo(1 << 20);
    assertThat(large.release()).isTrue();
  }

  @Test
  void whatIsHeldAtTheEndIsFreedByItsHolder() {
    ByteBuf held = buffer.take(100);

    buffer.close();

    assertThat(held.refCnt()).isEqualTo(1);
    assertThat(held.release()).isTrue();
  }

  @Test
  void afterTheEndNothingIsKept() {
    buffer.close();

    assertThat(buffer.take(100).release()).isTrue();
  }

  @Test
  void readsAskForAllOfIt() {
    ByteBuf read = buffer.newHandle().allocate(UnpooledByteBufAllocator.DEFAULT);

    assertThat(read.writableBytes()).isEqualTo(64 * 1024);
    read.release();
  }
}
