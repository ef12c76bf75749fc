package finagent.rl.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdentityTest {
  @Test
  void itIsTheSameWhereDigitsAreWrittenDifferently() {
    WorldSpec world = new ControlSpec("pendulum");
    TrainTask task =
        new TrainTask(
                Algorithm.PPO,
                Algorithm.PPO.recipe(world.gamma(), Map.of("entropy", "0.01")),
                world,
                3,
                200,
                100,
                4)
            .then(Algorithm.PPO.recipe(world.gamma(), Map.of("entropy", "0.02")), 200);
    Map<String, String> here = task.identity();
    assertThat(here).containsEntry("leg.000.entropy", "0.01");
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat("%03d".formatted(0)).isNotEqualTo("000");
      assertThat(task.identity()).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
    }
  }
}
