package finagent.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Cells, without Spark. */
class CellsTest {
  private static final Cells CELLS = new Cells();

  @AfterAll
  static void close() {
    CELLS.close();
  }

  private static CellFailed fails(String cell) {
    CellFailed failed = catchThrowableOfType(CellFailed.class, () -> CELLS.run(cell));
    assertThat(failed).as(cell).isNotNull();
    return failed;
  }

  @Test
  void aCellComesToItsLastExpressionAsAnObject() throws CellFailed {
    assertThat(CELLS.run("int two = 2;\nint twice(int n) { return 2 * n; }\ntwice(two) + 1"))
        .contains(5);
    assertThat(CELLS.run("java.util.List.of(\"a\", \"b\")")).contains(List.of("a", "b"));
    assertThat(CELLS.run("two = 7")).contains(7);
    assertThat(CELLS.run("two")).contains(7);
  }

  @Test
  void nothingIsShownOfADeclarationOrAfterASemicolon() throws CellFailed {
    assertThat(CELLS.run("int quiet = 3;")).isEmpty();
    assertThat(CELLS.run("quiet;")).isEmpty();
    assertThat(CELLS.run("// only a comment")).isEmpty();
    assertThat(CELLS.run("System.out.flush()")).isEmpty();
    assertThat(CELLS.run("(Object) null")).isEmpty();
  }

  @Test
  void codeThatDoesNotCompileIsSaidWithItsLine() {
    CellFailed failed = fails("int good = 1;\n\nint bad = goood + 1;");
    assertThat(failed).hasMessage("cannot find symbol: variable goood");
    assertThat(failed.lines())
        .containsExactly(
            "line 3: cannot find symbol: variable goood",
            "    int bad = goood + 1;",
            "              ^");
    assertThat(fails("for (int i = 0; i < 3; i++) {").lines().get(0)).startsWith("line 1: ");
  }

  @Test
  void whatIsThrownIsSaidWithItsCauseAndItsLine() throws CellFailed {
    CELLS.run("int half(int n) {\n  return n / 0;\n}");
    CellFailed failed = fails("int before = 1;\nhalf(before)");
    assertThat(failed).hasMessage("ArithmeticException: / by zero");
    assertThat(failed.lines().get(0)).isEqualTo("ArithmeticException: / by zero");
    assertThat(failed.lines()).contains("  at line 2 of this cell");
    assertThat(failed.lines()).anyMatch(line -> line.startsWith("  at line 2 of cell "));
    assertThat(
            fails("throw new IllegalStateException(\"no\", new RuntimeException(\"why\"));")
                .lines())
        .contains("IllegalStateException: no", "because of RuntimeException: why");
  }

  @Test
  void nothingRunsAfterAFailure() throws CellFailed {
    CELLS.run("int ran = 0;");
    fails("ran = 1;\nint z = 1 / (ran - 1);\nran = 2;");
    assertThat(CELLS.run("ran")).contains(1);
  }

  @Test
  void aMethodThatUsesWhatIsNotThereSaysWhat() throws CellFailed {
    CELLS.run("int needy() { return absent(); }");
    assertThat(fails("needy()")).hasMessageContaining("needy").hasMessageContaining("absent");
  }

  @Test
  void completionIsOfThePieceTheCursorIsIn() {
    String cell = "int first = 1;\n\"text\".toUpp";
    ReplacementOptions options = CELLS.complete(cell, cell.length());
    assertThat(options.getReplacements()).contains("toUpperCase(");
    assertThat(options.getSourceStart()).isEqualTo(cell.indexOf("toUpp"));
    assertThat(options.getSourceEnd()).isEqualTo(cell.length());
    String call = "\"text\".indexOf(";
    assertThat(CELLS.documentation(call, call.length())).contains("indexOf(String");
  }

  @Test
  void anUnfinishedCellIsKnown() {
    assertThat(CELLS.isComplete("int a = 1;\nint b = 2")).isTrue();
    assertThat(CELLS.isComplete("if (true) {")).isFalse();
  }
}
