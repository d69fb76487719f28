package dev.stator.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Key;
import org.junit.jupiter.api.Test;

class RecordMappingExceptionTest {
  @Test
  void saysWhatWhereAndWhyInOneLine() {
    RecordMappingException fault =
        new RecordMappingException("Order", "$.lines[3].quantity", "type N is wanted", null);
    assertThat(fault).hasMessage("record Order, $.lines[3].quantity: type N is wanted");
    RecordMappingException placed = fault.in("orders", Key.of("id", "o-17"));
    assertThat(placed).hasCause(fault);
    assertThat(placed.getMessage())
        .startsWith("table \"orders\", key ")
        .contains("o-17")
        .endsWith("record Order, $.lines[3].quantity: type N is wanted");
    assertThat(placed.table()).isEqualTo("orders");
    assertThat(placed.path()).isEqualTo("$.lines[3].quantity");
    assertThat(placed.problem()).isEqualTo("type N is wanted");
    assertThat(placed.record()).isEqualTo("Order");
    assertThat(placed.key()).isEqualTo(Key.of("id", "o-17"));
    assertThat(placed.operation()).isNull();
    RecordMappingException known = placed.during("PutItem");
    assertThat(known)
        .hasMessage("PutItem of " + placed.getMessage())
        .extracting("operation", "table", "path")
        .containsExactly("PutItem", "orders", "$.lines[3].quantity");
  }
}
