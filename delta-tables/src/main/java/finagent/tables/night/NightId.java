package finagent.tables.night;

import java.time.LocalDate;

/**
 * One night of a pipeline.
 *
 * @param key digest of pipeline, session, and what the pipeline and its strategies say
 */
public record NightId(String key, String pipeline, LocalDate session) {
  @Override
  public String toString() {
    return "%s of %s".formatted(session, pipeline);
  }
}
