package finagent.jobs.livy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogTailTest {
  @Test
  void theTwoStreamsAreFollowedApart() {
    LogTail tail = new LogTail();
    assertThat(tail.take(List.of("stdout: ", "a", "\nstderr: ", "x"))).containsExactly("a", "x");
    assertThat(tail.take(List.of("stdout: ", "a", "b", "\nstderr: ", "x", "y")))
        .containsExactly("b", "y");
    assertThat(
            tail.take(
                List.of("stdout: ", "a", "b", "\nstderr: ", "x", "y", "\nYARN Diagnostics: ", "d")))
        .containsExactly("d");
    assertThat(tail.gaps()).isZero();
  }

  /** Seen with Livy 0.7.1: a line of the program that looks like the head of a stream. */
  @Test
  void aLineThatLooksLikeAHeadIsALineTheSecondTime() {
    assertThat(new LogTail().take(List.of("stdout: ", "a", "stdout: ", "b", "\nstderr: ")))
        .containsExactly("a", "stdout: ", "b");
  }

  @Test
  void aLogThatIsFullAtTheFirstLookMayHaveBegunEarlier() {
    LogTail tail = new LogTail();
    List<String> look = new ArrayList<>(List.of("stdout: "));
    IntStream.range(0, 200).forEach(i -> look.add("line " + i));
    assertThat(tail.take(look)).hasSize(201).first().asString().contains("missing");
    assertThat(tail.gaps()).isEqualTo(1);
  }

  @Property
  void distinctLinesComeOnceAndInOrderWhileTheBufferMovesByLessThanItHolds(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 9) Integer> steps) {
    LogTail tail = new LogTail();
    List<String> heard = new ArrayList<>();
    int written = 0;
    for (int step : steps) {
      written += step;
      List<String> look = new ArrayList<>(List.of("stdout: "));
      IntStream.range(Math.max(0, written - 10), written).forEach(i -> look.add("line " + i));
      heard.addAll(tail.take(look));
    }
    assertThat(heard)
        .containsExactlyElementsOf(IntStream.range(0, written).mapToObj(i -> "line " + i).toList());
    assertThat(tail.gaps()).isZero();
  }
}
