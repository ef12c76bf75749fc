package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Nights on a small file system with more and more room left, until one is done. Arguments: a
 * folder on that file system, and one with room.
 */
final class FullDiskNights {
  private static final Duration LOST = Duration.ofMinutes(3);

  private final SmallDisk disk;
  private final NightDesk tight;
  private final NightDesk roomy;
  private final Path told;

  private FullDiskNights(Path small, Path large) throws IOException {
    disk = new SmallDisk(small);
    tight = new NightDesk(small);
    roomy = new NightDesk(large);
    told = large.resolve("told.txt");
    String text = Files.readString(tight.pipeline);
    Files.writeString(tight.pipeline, text.replace("alerts.txt", told.toString()));
  }

  public static void main(String[] args) throws IOException {
    FullDiskNights nights = new FullDiskNights(Path.of(args[0]), Path.of(args[1]));
    int failed = 0;
    for (int kilobytes = 0; nights.fails(failed + 1, kilobytes); kilobytes = 8 << failed) {
      failed++;
    }
    System.out.printf("%d nights failed%n", failed);
    assertThat(failed).isGreaterThanOrEqualTo(5);
  }

  /** Whether the night of the session n fails with so much room; then it is done with room. */
  private boolean fails(int n, int kilobytes) throws IOException {
    LocalDate session = NightDesk.session(n);
    tight.drop(n);
    roomy.drop(n);
    roomy.done(n);
    Cli.Said said = disk.withLeft(kilobytes, () -> tight.night(session));
    System.out.printf("%d KB left: exit code %d: %s%n", kilobytes, said.code(), said.err().strip());
    if (said.code() == 0) {
      return false;
    }
    assertThat(said.code()).isEqualTo(Main.FAILED);
    assertThat(said.err()).contains("the disk is full").doesNotContain("Exception");
    assertThat(Files.readString(told)).contains(session + " of small", "the disk is full");
    assertThat(refusedDone(session)).contains("is not done");
    if (Files.exists(tight.cli.place("out/small-%s-orders.csv".formatted(session)))) {
      assertThat(tight.orders(n)).as("whole or not there").isEqualTo(roomy.orders(n));
    }
    assertThat(goneOn(session).end()).isEqualTo(NightlyJob.End.DONE);
    assertThat(tight.orders(n)).isEqualTo(roomy.orders(n)).isNotEmpty();
    return true;
  }

  private String refusedDone(LocalDate session) {
    return tight.cli.refused(
        "nightly", "done", tight.pipeline.toString(), "--session", session.toString());
  }

  /** The next start, after a holder that could not even give the night up counts as lost. */
  private NightlyJob.Outcome goneOn(LocalDate session) {
    return tight.job(Clock.offset(Clock.systemUTC(), LOST)).night(session);
  }
}
