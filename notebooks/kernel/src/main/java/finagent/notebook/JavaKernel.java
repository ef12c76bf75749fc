package finagent.notebook;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers Jupyter: runs cells, shows what they come to, completes, and says errors in words. */
final class JavaKernel extends BaseKernel {
  private final Cells cells = new Cells();
  private boolean begun;

  JavaKernel() {
    Desk.onShow(value -> display(Shown.of(value, getRenderer())));
  }

  @Override
  public @Nullable DisplayData eval(String cell) throws CellFailed {
    begin();
    Optional<Object> value = cells.run(cell);
    return value.isEmpty() ? null : Shown.of(value.get(), getRenderer());
  }

  /**
   * Imports and the session, tried until they are there; not before Jupyter has heard that the
   * kernel lives.
   */
  private void begin() throws CellFailed {
    if (!begun) {
      cells.begin();
      begun = true;
    }
  }

  @Override
  public ReplacementOptions complete(String cell, int at) throws CellFailed {
    begin();
    return cells.complete(cell, at);
  }

  @Override
  public @Nullable DisplayData inspect(String cell, int at, boolean extra) throws CellFailed {
    begin();
    String text = cells.documentation(cell, at);
    return text.isEmpty() ? null : new DisplayData(text);
  }

  @Override
  public String isComplete(String cell) {
    return cells.isComplete(cell) ? IS_COMPLETE_YES : "";
  }

  @Override
  public LanguageInfo getLanguageInfo() {
    return new LanguageInfo.Builder("java")
        .version(Runtime.version().toString())
        .mimetype("text/x-java-source")
        .fileExtension(".jshell")
        .pygments("java")
        .codemirror("java")
        .build();
  }

  @Override
  public String getBanner() {
    return "FinAgent: Java " + Runtime.version() + " with Spark and the tables of a warehouse";
  }

  @Override
  public List<String> formatError(Exception e) {
    return e instanceof CellFailed failed ? failed.lines() : List.of(String.valueOf(e));
  }

  @Override
  public void interrupt() {
    cells.stop();
    Desk.cancel();
  }

  @Override
  public void onShutdown(boolean restarting) {
    cells.close();
    Desk.close();
  }
}
