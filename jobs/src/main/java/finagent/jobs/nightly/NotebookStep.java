package finagent.jobs.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;

import finagent.tables.Warehouse;
import finagent.tables.night.NightId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs the pipeline's notebook over the tables of the night; one that fails, fails the night. The
 * next start runs it again.
 *
 * @param program that runs notebooks, as {@code scripts/notebook} does: {@code --check --out DIR
 *     FILE}; it finds the warehouse in {@code FINAGENT_WAREHOUSE}, the night in {@code
 *     FINAGENT_PIPELINE} and {@code FINAGENT_SESSION}
 * @param shown folder of the notebook with its outputs and of its pictures
 */
public record NotebookStep(
    Warehouse warehouse, NightId night, List<String> program, Path notebook, Path shown)
    implements Step {
  private static final int LAST_WORDS = 2000;

  public NotebookStep {
    program = List.copyOf(program);
  }

  @Override
  public String name() {
    return "notebook";
  }

  @Override
  public SortedMap<String, String> run(SortedMap<String, SortedMap<String, String>> done) {
    List<String> command = new ArrayList<>(program);
    command.addAll(
        List.of("--check", "--out", shown.toAbsolutePath().toString(), notebook.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FINAGENT_WAREHOUSE", warehouse.place());
    builder.environment().put("FINAGENT_PIPELINE", night.pipeline());
    builder.environment().put("FINAGENT_SESSION", night.session().toString());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "Notebook %s failed (exit code %d): %s"
                .formatted(
                    notebook, code, said.substring(Math.max(0, said.length() - LAST_WORDS))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Notebook %s cannot be run: %s".formatted(notebook, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Notebook %s was interrupted".formatted(notebook), e);
    }
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("file", notebook.toString());
    facts.put("shown", shown.toString());
    return facts;
  }
}
