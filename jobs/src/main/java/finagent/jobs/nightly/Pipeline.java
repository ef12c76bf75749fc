package finagent.jobs.nightly;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * What happens every night.
 *
 * @param text the file it was read from, as it stands there
 * @param dataSet bars the drops go to
 * @param drops path of a drop, with {@code {yyyymmdd}} for the session
 * @param capital what the paper book begins with, account currency
 * @param parts strategies and their shares of the book
 * @param notebook run at the end of a night
 * @param upkeep when the tables are looked after
 */
public record Pipeline(
    String name,
    String text,
    String dataSet,
    String drops,
    double capital,
    List<Part> parts,
    Gates gates,
    Risk risk,
    Alerting alerting,
    Optional<Notebook> notebook,
    Upkeep upkeep) {
  /** What stands for the session in {@link #drops}. */
  public static final String SESSION = "{yyyymmdd}";

  public Pipeline {
    parts = List.copyOf(parts);
  }

  /**
   * A strategy in the book.
   *
   * @param share of the book's value
   */
  public record Part(Path file, double share) {}

  /**
   * How the book's risk is measured.
   *
   * @param level of value at risk, fraction
   * @param window sessions looked back
   * @param paths of each simulation
   * @param scenarios the book is put through; empty = all that ship
   */
  public record Risk(double level, int window, int paths, List<String> scenarios) {
    public Risk {
      scenarios = List.copyOf(scenarios);
    }
  }

  /**
   * Whom alerts go to besides the table.
   *
   * @param file a line is added to
   * @param command that gets the message on its standard input; empty = none
   */
  public record Alerting(Optional<Path> file, List<String> command) {
    public Alerting {
      command = List.copyOf(command);
    }
  }

  /**
   * A notebook over the tables of a night.
   *
   * @param program that runs it; empty = {@code scripts/notebook}
   */
  public record Notebook(Path file, List<String> program) {
    public Notebook {
      program = List.copyOf(program);
    }
  }

  /** After which nights the tables are looked after: the last one of a week, or of a month. */
  public enum Upkeep {
    WEEKLY,
    MONTHLY,
    NEVER
  }

  /** Where the drop of a session lies. */
  public Path drop(LocalDate session) {
    return Path.of(drops.replace(SESSION, session.format(DateTimeFormatter.BASIC_ISO_DATE)));
  }
}
