package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import finagent.tables.TableDef;
import finagent.tables.Tables;
import finagent.tables.Warehouse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The command line in this JVM, with a folder and a warehouse of its own. */
final class Cli {
  static final Path CONF = Path.of(System.getProperty("finagent.root", ".."), "conf");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  Cli(Path folder) {
    this.folder = folder;
  }

  /** What a command printed and how it ended. */
  record Said(int code, String out, String err) {
    JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + out, e);
      }
    }

    String all() {
      return out + err;
    }
  }

  Warehouse warehouse() {
    return Warehouse.open(folder.resolve("warehouse"));
  }

  /** A place in the folder. */
  Path place(String name) {
    return folder.resolve(name);
  }

  /** Writes a file into the folder. */
  Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** As {@link #file}, for an argument of a command. */
  String written(String name, String text) throws IOException {
    return file(name, text).toString();
  }

  /** Runs a command on the warehouse; {@code run} writes its page into the folder. */
  Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(arguments(args), new PrintWriter(out), new PrintWriter(err));
    return new Said(code, out.toString(), err.toString());
  }

  /** The arguments with the places of this folder added where they do not name others. */
  String[] arguments(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.contains("--warehouse")) {
      Collections.addAll(all, "--warehouse", folder.resolve("warehouse").toString());
    }
    if (all.get(0).equals("run") && !all.contains("--page")) {
      Collections.addAll(all, "--page", folder.resolve("page.html").toString());
    }
    return all.toArray(String[]::new);
  }

  /** Runs a command that must succeed. */
  Said ok(String... args) {
    Said said = run(args);
    assertThat(said.code()).as("%s: %s", List.of(args), said.all()).isZero();
    return said;
  }

  /** What a command that must fail says. */
  String refused(String... args) {
    Said said = run(args);
    assertThat(said.code()).as("%s: %s", List.of(args), said.out()).isEqualTo(Main.FAILED);
    return said.err();
  }

  /** The JSON answer of a command that must succeed. */
  JsonNode json(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--json");
    return ok(all.toArray(String[]::new)).json();
  }

  static SyntheticMarket.Config market(int instruments, int sessions, long seed) {
    return new SyntheticMarket.Config(
        instruments, sessions, LocalDate.of(2015, 1, 2), seed, SyntheticMarket.Kind.STANDARD);
  }

  /**
   * Imports a made market, all its files, through {@code ingest}.
   *
   * @param bars more options for the import of its bars
   */
  Panel ingest(String name, SyntheticMarket.Config config, String... bars) throws IOException {
    return ingest(name, SyntheticMarket.of(config), bars);
  }

  /** The same with a market at hand. */
  Panel ingest(String name, Panel panel, String... bars) throws IOException {
    Path files = folder.resolve("csv-" + name);
    DemoMarket.write(panel, files);
    for (String kind : List.of("bars", "sectors", "actions", "rates", "benchmark")) {
      List<String> args =
          new ArrayList<>(List.of("ingest", files.resolve(kind + ".csv").toString()));
      Collections.addAll(args, "--kind", kind, "--name", name);
      Collections.addAll(args, kind.equals("bars") ? bars : new String[0]);
      ok(args.toArray(String[]::new));
    }
    return panel;
  }

  /** Version of every table: nothing at all was written where it stays the same. */
  SortedMap<String, Long> versions() {
    SortedMap<String, Long> versions = new TreeMap<>();
    for (TableDef table : Tables.all()) {
      versions.put(table.name(), warehouse().version(table));
    }
    return versions;
  }

  /** Tasks of a run whose last status is one of some. */
  TreeSet<String> tasks(String run, String... statuses) {
    TreeSet<String> tasks = new TreeSet<>();
    for (JsonNode task : json("status", run).get("tasks")) {
      if (List.of(statuses).contains(task.get("status").asText())) {
        tasks.add(task.get("task").asText());
      }
    }
    return tasks;
  }

  /** A list of texts, line by line. */
  static String words(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining("\n"));
  }

  static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.get(field).asText())
        .toList();
  }
}
