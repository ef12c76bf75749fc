package finagent.jobs.learning;

import finagent.planner.DidYouMean;
import finagent.planner.spec.YamlMap;
import finagent.rl.training.Algorithm;
import finagent.rl.training.ControlSpec;
import finagent.rl.training.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** What the words of a training file stand for. */
final class TrainWords {
  private TrainWords() {}

  static String control(YamlMap map, String name) {
    if (!ControlSpec.names().contains(name)) {
      throw map.refuse(
          "environment",
          "no environment '%s'; there are %s, or market: {data: .., ..}.%s"
              .formatted(
                  name,
                  String.join(", ", ControlSpec.names()),
                  DidYouMean.of(name, ControlSpec.names())));
    }
    return name;
  }

  static List<Algorithm> algorithms(YamlMap map) {
    List<Algorithm> algorithms = new ArrayList<>();
    for (String word : map.texts("algorithm")) {
      if (!Algorithm.words().contains(word.toLowerCase(Locale.ROOT))) {
        throw map.refuse(
            "algorithm",
            "no algorithm '%s'; there are %s.%s"
                .formatted(
                    word,
                    String.join(", ", Algorithm.words()),
                    DidYouMean.of(word, Algorithm.words())));
      }
      algorithms.add(Algorithm.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    if (algorithms.isEmpty()) {
      throw map.refuse(
          "algorithm",
          "'algorithm' is missing; there are %s".formatted(String.join(", ", Algorithm.words())));
    }
    return algorithms.stream().distinct().toList();
  }

  static Engines engine(YamlMap map) {
    String word = map.text("engine").orElse(Engines.FUSED.word());
    if (!Engines.words().contains(word)) {
      throw map.refuse(
          "engine",
          "no engine '%s'; there are %s.%s"
              .formatted(
                  word, String.join(", ", Engines.words()), DidYouMean.of(word, Engines.words())));
    }
    return Engines.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** {@code 5} is seeds 0 to 4; a list names them. */
  static List<Long> seeds(YamlMap map) {
    List<String> words = map.texts("seeds");
    List<Long> seeds = new ArrayList<>();
    for (String word : map.has("seeds") ? words : List.of("1")) {
      if (!word.matches("[0-9]{1,18}")) {
        throw map.refuse(
            "seeds", "invalid seed '%s' (5 = seeds 0 to 4; or a list like [3, 7])".formatted(word));
      }
      seeds.add(Long.valueOf(word));
    }
    if (map.isList("seeds") && !seeds.isEmpty()) {
      return seeds.stream().distinct().toList();
    }
    long count = seeds.isEmpty() ? 0 : seeds.get(0);
    if (count < 1 || count > TrainFile.MOST_TASKS) {
      throw map.refuse("seeds", "must be 1 to %,d seeds".formatted(TrainFile.MOST_TASKS));
    }
    return LongStream.range(0, count).boxed().toList();
  }
}
