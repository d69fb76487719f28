package dev.stator.records.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.Key;
import dev.stator.records.ItemCodec;
import dev.stator.records.processor.sample.Account;
import dev.stator.records.processor.sample.AccountCodec;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookUpTest {
  private static final String SHOP =
      """
      package shop;
      import dev.stator.records.*;
      import java.time.*;
      @DynamoItem record Order(@PartitionKey String id) {}
      class Outer {
        @DynamoItem record Inner(@PartitionKey String id) {}
      }
      @DynamoItem sealed interface Payment {
        record Card(@PartitionKey String id, @SortKey long out) implements Payment {}
        record Transfer(@PartitionKey String id, @SortKey long out) implements Payment {}
      }
      @DynamoItem record Part(int noKey) {}
      @DynamoItem record Box<T>(@PartitionKey String id, T held) {}
      @DynamoItem record Reading(@PartitionKey String sensor,
          @SortKey @Converted(with = SortableInstant.class) Instant at) {}
      """;

  @TempDir Path classes;

  @Test
  void aCodecIsFoundByItsClass() {
    assertThat(ItemCodec.of(Account.class)).isSameAs(AccountCodec.INSTANCE);
    assertThat(ItemCodec.of(Account.class)).isSameAs(AccountCodec.INSTANCE);
  }

  @Test
  void theCodecsOfRecordsThatAreNotPublicAreFoundToo() throws Exception {
    assertThat(Compiled.of(classes, "Order", SHOP).ok()).isTrue();

    try (URLClassLoader loader = loader()) {
      for (String name :
          List.of(
              "Order", "Outer$Inner", "Payment", "Payment$Card", "Payment$Transfer", "Reading")) {
        Class<?> type = loader.loadClass("shop." + name);
        assertThat(ItemCodec.of(type).type()).isEqualTo(type);
      }
    }
  }

  @Test
  void whatHasNoCodecIsToldWhatToDo() throws Exception {
    assertThat(Compiled.of(classes, "Order", SHOP).ok()).isTrue();

    try (URLClassLoader loader = loader()) {
      Class<?> box = loader.loadClass("shop.Box");
      assertThatThrownBy(() -> ItemCodec.of(box))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll(
              "no codec of shop.Box was found",
              "@DynamoItem",
              "@PartitionKey",
              "stator-records-processor",
              "META-INF/services/dev.stator.records.ItemCodecProvider",
              "hand over BoxCodec.INSTANCE",
              "BoxCodec.of(...)");
    }
    assertThatThrownBy(() -> ItemCodec.of(String.class)).hasMessageContaining("java.lang.String");
  }

  @Test
  void compilingOnlyWhatHasChangedKeepsTheOthersOnTheList() throws IOException {
    Compiled.of(classes, "Order", SHOP);
    Path list = classes.resolve("META-INF/services/dev.stator.records.ItemCodecProvider");
    Files.writeString(list, "shop.GoneCodecProvider\n" + Files.readString(list), UTF_8);

    Compiled more =
        Compiled.of(
            classes,
            List.of(
                Compiled.source(
                    "More",
                    "package shop; import dev.stator.records.*;"
                        + " @DynamoItem record More(@PartitionKey String id) {}")),
            List.of(classes));

    assertThat(more.diagnostics()).isEmpty();
    assertThat(Files.readAllLines(list))
        .containsExactly(
            "shop.MoreCodecProvider",
            "shop.OrderCodecProvider",
            "shop.Outer_InnerCodecProvider",
            "shop.PaymentCodecProvider",
            "shop.Payment_CardCodecProvider",
            "shop.Payment_TransferCodecProvider",
            "shop.ReadingCodecProvider");
  }

  @Test
  void keysAreMadeOfValuesThatHaveTheComponentsTypes() {
    assertThat(
            Compiled.of(
                    classes,
                    "Order",
                    SHOP
                        + """
                        class Use {
                          static dev.stator.item.Key reading() {
                            return ReadingCodec.key("s", Instant.EPOCH);
                          }
                          static dev.stator.item.Key payment() {
                            return PaymentCodec.key("p", 7);
                          }
                          static dev.stator.item.Key nothing() {
                            return OrderCodec.key("");
                          }
                        }
                        """)
                .ok())
        .isTrue();

    assertThat(use("reading"))
        .isEqualTo(Key.of("sensor", "s", "at", "1970-01-01T00:00:00.000000000Z"));
    assertThat(use("payment")).isEqualTo(Key.of("id", "p", "out", 7));
    assertThatThrownBy(() -> use("nothing"))
        .hasRootCauseMessage(
            "record Order, $.id: a key's value has 1 to 2048 bytes, and this one has 0");
  }

  private Object use(String method) {
    try (URLClassLoader loader = loader()) {
      var found = loader.loadClass("shop.Use").getDeclaredMethod(method);
      found.setAccessible(true);
      return found.invoke(null);
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private URLClassLoader loader() throws IOException {
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
  }
}
