package dev.stator.records.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.expression.Attribute;
import dev.stator.records.processor.sample.AccountCodec;
import dev.stator.records.processor.sample.EverythingCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributesTest {
  @TempDir Path classes;

  @Test
  void valuesAreWrittenAsTheCodecWritesThem() {
    Instant at = Instant.ofEpochSecond(7);
    assertThat(AccountCodec.Attributes.EXPIRES.lessThan(at)).hasToString("expires < 7");
    assertThat(AccountCodec.Attributes.OWNER.equalTo("ada")).hasToString("pk = \"ada\"");
    assertThat(EverythingCodec.Attributes.SORTABLE.set(at))
        .hasToString("SET sortable = \"1970-01-01T00:00:07.000000000Z\"");
    assertThat(EverythingCodec.Attributes.INSTANT.set(at))
        .hasToString("SET instant = \"1970-01-01T00:00:07Z\"");
    assertThat(EverythingCodec.Attributes.INTEGER_SET.add(Set.of(3)))
        .hasToString("ADD integerSet {3}");
    assertThat(EverythingCodec.Attributes.OPTIONAL_LIST.append(List.of("x")))
        .hasToString("SET optionalList = list_append(if_not_exists(optionalList, []), [\"x\"])");
    assertThat(Attribute.attribute("a").at(AccountCodec.Attributes.EXPIRES).equalTo(at))
        .hasToString("a.expires = 7");
  }

  @Test
  void aWrongTypeInAnExpressionIsACompileError() {
    String record =
        """
        package shop;
        import dev.stator.records.*;
        import dev.stator.item.expression.*;
        @DynamoItem record Order(@PartitionKey String id, long total, @AttributeName("s") String placedAt) {}
        """;
    assertThat(
            Compiled.of(
                    classes,
                    "Order",
                    record
                        + "class Use { Condition c = OrderCodec.Attributes.TOTAL.atLeast(7L)"
                        + ".and(OrderCodec.Attributes.PLACED_AT.equalTo(\"x\")); }")
                .diagnostics())
        .isEmpty();
    assertThat(
            Compiled.of(
                    classes,
                    "Order",
                    record
                        + "class Use {\nCondition c = OrderCodec.Attributes.TOTAL.atLeast(\"7\"); }")
                .diagnostics())
        .singleElement()
        .asString()
        .startsWith("ERROR 6: ");
  }
}
