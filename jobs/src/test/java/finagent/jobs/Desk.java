package finagent.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import finagent.sandbox.market.Panel;
import finagent.sandbox.market.SyntheticMarket;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The command line over a warehouse with one small made market, called {@code small}. */
final class Desk {
  static final Path CONF = Path.of(System.getProperty("finagent.root", ".."), "conf");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  final Panel panel;

  private Desk(Path folder, Panel panel) {
    this.folder = folder;
    this.panel = panel;
  }

  /** What a command printed and how it ended. */
  record Said(int code, String out, String err) {}

  /** Imports the market as a user would. */
  static Desk open(Path folder, int instruments, int sessions) throws IOException {
    Panel panel =
        SyntheticMarket.of(
            new SyntheticMarket.Config(
                instruments, sessions, LocalDate.of(2015, 1, 2), 1, SyntheticMarket.Kind.STANDARD));
    Desk desk = new Desk(folder, panel);
    Path files = folder.resolve("csv");
    DemoMarket.write(panel, files);
    for (String kind : List.of("bars", "sectors", "actions", "rates", "benchmark")) {
      List<String> args =
          new ArrayList<>(List.of("ingest", files.resolve(kind + ".csv").toString()));
      args.addAll(List.of("--kind", kind, "--name", "small"));
      if (kind.equals("bars")) {
        args.addAll(List.of("--warning", "synthetic prices"));
      }
      desk.ok(args.toArray(String[]::new));
    }
    return desk;
  }

  String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  Said run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    Collections.addAll(all, "--warehouse", folder.resolve("warehouse").toString());
    int code = Main.run(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
    return new Said(code, out.toString(), err.toString());
  }

  Said ok(String... args) {
    Said said = run(args);
    assertThat(said.code()).as("%s: %s%s", List.of(args), said.out(), said.err()).isZero();
    return said;
  }

  /** What a command that must fail says. */
  String refused(String... args) {
    Said said = run(args);
    assertThat(said.code()).as("%s: %s", List.of(args), said.out()).isEqualTo(Main.FAILED);
    return said.err();
  }

  JsonNode json(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--json");
    String out = ok(all.toArray(String[]::new)).out();
    try {
      return JSON.readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + out, e);
    }
  }
}
