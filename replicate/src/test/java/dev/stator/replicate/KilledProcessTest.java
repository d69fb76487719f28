package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Item;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import dev.stator.testkit.S3Operation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that replicates is killed, for good and without warning, while a request of its is on
 * its way: nothing that it left may pass for an export, or get into the next one.
 */
final class KilledProcessTest {
  private static final List<Item> ITEMS = Fakes.items(600, 70_000);

  private final Fakes fakes = new Fakes(FakeDynamoDb.builder());

  /** The moment of death: which request is never carried out. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Moment {
    READING_THE_FIRST_PAGE((fakes, fault) -> fakes.dynamo.when(Operation.SCAN).call(1).then(fault)),
    READING_A_LATER_PAGE((fakes, fault) -> fakes.dynamo.when(Operation.SCAN).call(11).then(fault)),
    BEGINNING_AN_UPLOAD(
        (fakes, fault) -> fakes.s3.when(S3Operation.CREATE_MULTIPART_UPLOAD).call(2).then(fault)),
    SENDING_A_PART(
        (fakes, fault) -> fakes.s3.when(S3Operation.UPLOAD_PART).part(2).call(1).then(fault)),
    COMPLETING_AN_UPLOAD(
        (fakes, fault) -> fakes.s3.when(S3Operation.COMPLETE_MULTIPART_UPLOAD).call(2).then(fault)),
    LISTING_THE_FILES((fakes, fault) -> putOf(fakes, "manifest-files.json", fault)),
    WRITING_THE_SUMMARYS_SUM((fakes, fault) -> putOf(fakes, "manifest-summary.md5", fault)),
    WRITING_THE_SUMMARY((fakes, fault) -> putOf(fakes, "manifest-summary.json", fault));

    private final BiConsumer<Fakes, Fault> script;

    Moment(BiConsumer<Fakes, Fault> script) {
      this.script = script;
    }

    private static void putOf(Fakes fakes, String name, Fault fault) {
      fakes.s3.when(S3Operation.PUT_OBJECT).keyContaining(name).call(1).then(fault);
    }
  }

  @BeforeEach
  void fill() {
    fakes.put(ITEMS);
  }

  @AfterEach
  void close() {
    fakes.close();
  }

  /** One process for each moment: starting it costs more than all else here. */
  @ParameterizedTest
  @EnumSource(Moment.class)
  void leavesNoManifestAndTheNextRunExportsEachItemOnce(Moment moment) throws InterruptedException {
    killAt(moment);
    assertThat(fakes.isFinished()).as("is there a manifest of the dead").isFalse();

    ReplicationSummary summary = fakes.replicate(options());

    assertThat(fakes.readBack(summary.manifest()))
        .as("what the next run exported")
        .isEqualTo(
            ITEMS.stream().collect(Collectors.toMap(item -> item.string("id"), item -> item)));
    assertThat(fakes.dataKeys())
        .as("what lies below data/")
        .isEqualTo(
            Export.open(fakes.s3Access, summary.manifest()).objects().stream()
                .map(DataObject::key)
                .toList());
    assertThat(fakes.s3.uploadsInProgress(Fakes.BUCKET)).as("uploads left").isZero();
  }

  /** Segments of some parts each, cut into an object of several parts and a small one. */
  private static ReplicationOptions options() {
    return Fakes.options().workers(2).segments(2).fileSize(18_000_000).build();
  }

  private void killAt(Moment moment) throws InterruptedException {
    Gate gate = new Gate();
    moment.script.accept(fakes, Fault.waitFor(gate));
    Process process =
        ReplicateProcess.start(
            List.of("-Xmx256m"),
            fakes.dynamo.endpoint(),
            fakes.s3.endpoint(),
            Fakes.TABLE,
            options().destination().toString(),
            "2",
            "2",
            Compression.NONE.name(),
            ExportFormat.DYNAMODB_JSON.name(),
            Long.toString(options().fileSize()));
    boolean reached = gate.reached.await(2, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    assertThat(reached).as("the process came to %s", moment).isTrue();
  }

  /** Never opens: the request that waits for it is not carried out. */
  private static final class Gate extends CountDownLatch {
    final CountDownLatch reached = new CountDownLatch(1);

    Gate() {
      super(1);
    }

    @Override
    public void await() throws InterruptedException {
      reached.countDown();
      super.await();
    }
  }
}
