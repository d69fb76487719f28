package dev.stator.client.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Line ends are what this is about, so they are written out. */
@SuppressWarnings("StringConcatToTextBlock")
class ResponseParserTest {
  private static final int LIMIT = 1 << 20;

  private final ResponseParser parser = new ResponseParser(new BodyPool(), LIMIT);

  @Test
  void readsABodyOfAnnouncedLengthFromEverySplitPoint() throws Exception {
    assertReadFromEverySplit(
        "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX-Amz-Crc32: 7\r\n\r\nhello world",
        "hello world");
  }

  @Test
  void readsAChunkedBodyFromEverySplitPoint() throws Exception {
    assertReadFromEverySplit(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n6;why=not\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n",
        "hello world");
  }

  @Test
  void passesOverInterimResponsesFromEverySplitPoint() throws Exception {
    assertReadFromEverySplit(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
            + "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}",
        "{}");
  }

  private void assertReadFromEverySplit(String wire, String body) throws Exception {
    byte[] bytes = wire.getBytes(ISO_8859_1);
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        parser.begin(false);
        boolean done = false;
        for (byte[] part :
            new byte[][] {
              Arrays.copyOf(bytes, first),
              Arrays.copyOfRange(bytes, first, second),
              Arrays.copyOfRange(bytes, second, bytes.length)
            }) {
          ByteBuf in = Unpooled.wrappedBuffer(part);
          done = parser.consume(in);
          assertThat(in.isReadable()).isFalse();
        }
        assertThat(done).isTrue();
        assertThat(parser.reusable()).isTrue();
        assertTaken(body);
      }
    }
  }

  private void assertTaken(String body) {
    try (HttpResponse response = parser.take()) {
      assertThat(new String(response.array(), 0, response.length(), ISO_8859_1)).isEqualTo(body);
      CRC32 crc = new CRC32();
      crc.update(body.getBytes(ISO_8859_1));
      assertThat(response.crc32()).isEqualTo((int) crc.getValue());
    }
  }

  @Test
  void leavesTheBytesOfTheNextResponse() throws Exception {
    parser.begin(false);
    ByteBuf in = bytes("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabHTTP/1.1 204 No\r\n\r\n");

    assertThat(parser.consume(in)).isTrue();
    assertTaken("ab");
    assertThat(in.toString(ISO_8859_1)).isEqualTo("HTTP/1.1 204 No\r\n\r\n");

    parser.begin(false);
    assertThat(parser.consume(in)).isTrue();
    assertTaken("");
  }

  @Test
  void takesTheCloseOfTheConnectionAsTheEndWhereNoLengthIsAnnounced() throws Exception {
    parser.begin(false);
    assertThat(parser.consume(bytes("HTTP/1.1 200 OK\r\n\r\nto the "))).isFalse();
    assertThat(parser.consume(bytes("end"))).isFalse();

    assertThat(parser.end()).isTrue();
    assertThat(parser.reusable()).isFalse();
    assertTaken("to the end");
  }

  @Test
  void doesNotTakeTheCloseOfTheConnectionAsTheEndOfATruncatedBody() throws Exception {
    parser.begin(false);
    parser.consume(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"));

    assertThat(parser.end()).isFalse();
    assertThat(parser.progress()).isEqualTo("after 5 of 9 body bytes");
  }

  @Test
  void expectsNoBodyOfAHeadRequestOrOf204And304() throws Exception {
    parser.begin(true);
    assertThat(parser.consume(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"))).isTrue();
    assertTaken("");
    for (String status : new String[] {"204 No Content", "304 Not Modified"}) {
      parser.begin(false);
      assertThat(parser.consume(bytes("HTTP/1.1 " + status + "\r\n\r\n"))).isTrue();
      assertTaken("");
    }
  }

  @Test
  void findsHeadersInAnyCaseOfLetters() throws Exception {
    parser.begin(false);
    parser.consume(
        bytes("HTTP/1.1 200 OK\r\nX-AMZN-RequestId: \t ABC \r\ncontent-length: 0\r\nE:\r\n\r\n"));
    try (HttpResponse response = parser.take()) {
      assertThat(response.header("x-amzn-requestid")).isEqualTo("ABC");
      assertThat(response.header("Content-Length")).isEqualTo("0");
      assertThat(response.header("e")).isEmpty();
      assertThat(response.header("amzn-requestid")).isNull();
    }
  }

  @Test
  void knowsWhetherTheConnectionMayBeUsedAgain() throws Exception {
    assertThat(reusableAfter("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")).isTrue();
    assertThat(
            reusableAfter("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: x, Close\r\n\r\n"))
        .isFalse();
    assertThat(reusableAfter("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")).isFalse();
    assertThat(
            reusableAfter("HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n"))
        .isTrue();
  }

  private boolean reusableAfter(String wire) throws Exception {
    parser.begin(false);
    assertThat(parser.consume(bytes(wire))).isTrue();
    return parser.reusable();
  }

  @Test
  void growsABodyWhoseLengthIsOnlyKnownAtItsEnd() throws Exception {
    byte[] chunk = new byte[300_000];
    new Random(7).nextBytes(chunk);
    parser.begin(false);
    parser.consume(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
    for (int i = 0; i < 3; i++) {
      parser.consume(bytes(Integer.toHexString(chunk.length) + "\r\n"));
      parser.consume(Unpooled.wrappedBuffer(chunk));
      parser.consume(bytes("\r\n"));
    }
    assertThat(parser.consume(bytes("0\r\n\r\n"))).isTrue();

    try (HttpResponse response = parser.take()) {
      assertThat(response.length()).isEqualTo(900_000);
      for (int i = 0; i < 3; i++) {
        assertThat(Arrays.copyOfRange(response.array(), i * 300_000, (i + 1) * 300_000))
            .isEqualTo(chunk);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 600 Huh\r\n\r\n",
        "HTTP/1.1 20\r\n\r\n",
        "HTTP/1.1 200 O\u0001K\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
        "HTTP/1.1 200 OK\r\nFolded: a\r\n b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nName : v\r\n\r\n",
        "HTTP/1.1 200 OK\r\nName: a\nOther: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nName: a\rOther: b\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100001\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a\nb\r\nhello\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nTrailer\n\r\n"
      })
  void refusesWhatIsNotByTheBook(String wire) {
    parser.begin(false);

    assertThatThrownBy(() -> parser.consume(bytes(wire)))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.MALFORMED))
        .hasMessageStartingWith("Not an HTTP/1.1 response: ");
    parser.abandon();
  }

  @Test
  void refusesAHeadWithoutEnd() {
    parser.begin(false);
    ByteBuf in = bytes("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000));

    assertThatThrownBy(() -> parser.consume(in)).hasMessageContaining("head is longer than 65536");
  }

  @Test
  void refusesAnEndlessBodyAtTheLimit() throws Exception {
    parser.begin(false);
    parser.consume(bytes("HTTP/1.1 200 OK\r\n\r\n"));
    parser.consume(Unpooled.wrappedBuffer(new byte[LIMIT]));

    assertThatThrownBy(() -> parser.consume(bytes("x"))).hasMessageContaining("limit of 1048576");
  }

  /**
   * Whatever a byte is changed to, the outcome is a response, a wait for more, or a clear error.
   */
  @Test
  void survivesAnyMutationWithAnAnswerOrAClearError() throws Exception {
    byte[] good =
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nDate: x\r\n\r\n"
                + "5\r\nhello\r\n1;e\r\n!\r\n0\r\nT: 1\r\n\r\n")
            .getBytes(ISO_8859_1);
    int refused = 0;
    for (int i = 0; i < good.length; i++) {
      for (int b = 0; b < 256; b++) {
        byte[] mutated = good.clone();
        mutated[i] = (byte) b;
        parser.begin(false);
        try {
          if (parser.consume(Unpooled.wrappedBuffer(mutated))) {
            parser.take().close();
          }
        } catch (TransportException e) {
          refused++;
          assertThat(e.kind()).isEqualTo(TransportException.Kind.MALFORMED);
        }
      }
    }
    assertThat(refused).isGreaterThan(good.length * 20);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.wrappedBuffer(text.getBytes(ISO_8859_1));
  }
}
