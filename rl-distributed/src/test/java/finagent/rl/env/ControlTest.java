package finagent.rl.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Transitions computed apart from the Java code, with Gymnasium's equations in Python. */
class ControlTest {
  private static final double CLOSE = 1e-9;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0, 0",
    "3.141592653589793, 0, 1, 3.149092653589793, 0.15, -9.870604401089357",
    "-2.5, 7.9, -2, -2.1424427054038984, 7.151145891922033, -12.495",
    "1, -1.5, 0.5, 0.9603051619302961, -0.7938967613940776, -1.22525",
    "4, 2, 5, 4.086619906425953, 1.732398128519054, -5.616935146920741"
  })
  void pendulumSwingsAsTheTextbookSays(
      double angle, double speed, double torque, double next, double faster, double reward) {
    Pendulum pendulum = Pendulum.of(1);
    pendulum.reset(0);
    pendulum.place(angle, speed);
    assertThat(pendulum.step(new double[] {torque / 2})).isCloseTo(reward, within(CLOSE));
    double[] seen = new double[3];
    pendulum.observe(seen);
    assertThat(seen)
        .containsExactly(new double[] {Math.cos(next), Math.sin(next), faster}, within(CLOSE));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 1, 0, 0.1951219512195122, 0, -0.2926829268292683, false",
    "0.1, -0.5, 0.05, 0.3, 0, 0.09, -0.6957976546439626, 0.056, 0.6080233136061515, false",
    "-2.39, -1, 0.2, 1.5, 1, -2.41, -0.807789466233749, 0.23, 1.275840103173756, true"
  })
  void theCartMovesAsTheTextbookSays(
      double x,
      double v,
      double angle,
      double turn,
      double push,
      double x2,
      double v2,
      double angle2,
      double turn2,
      boolean fallen) {
    CartPole cart = CartPole.of(1);
    cart.reset(0);
    cart.place(x, v, angle, turn);
    assertThat(cart.step(new double[] {push})).isEqualTo(1);
    double[] seen = new double[4];
    cart.observe(seen);
    assertThat(seen).containsExactly(new double[] {x2, v2, angle2, turn2}, within(CLOSE));
    assertThat(cart.terminated()).isEqualTo(fallen);
    assertThat(cart.truncated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "-0.5, 0, 1, -0.49867684300416926, 0.0013231569958307428, -0.1, false",
    "-1.19, -0.05, -1, -1.2, 0, -0.1, false",
    "0.44, 0.05, 0.5, 0.49012956137086905, 0.05012956137086907, 99.975, true",
    "-0.3, 0.0699, 1, -0.23015402492067666, 0.06984597507932334, -0.1, false"
  })
  void theCarRollsAsTheTextbookSays(
      double x, double v, double force, double x2, double v2, double reward, boolean there) {
    MountainCarContinuous car = MountainCarContinuous.of(1);
    car.reset(0);
    car.place(x, v);
    assertThat(car.step(new double[] {force})).isCloseTo(reward, within(CLOSE));
    double[] seen = new double[2];
    car.observe(seen);
    assertThat(seen).containsExactly(new double[] {x2, v2}, within(CLOSE));
    assertThat(car.terminated()).isEqualTo(there);
  }

  static List<World> worlds() {
    return List.of(
        Pendulum::of, CartPole::of, MountainCarContinuous::of, LinearQuadraticTrading::of);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void episodesAreFunctionsOfSeedAndNumber(World world) {
    double[] first = walk(world.open(7), 3);
    Environment other = world.open(7);
    walk(other, 2);
    assertThat(walk(other, 3)).containsExactly(first);
    assertThat(walk(world.open(8), 3)).isNotEqualTo(first);
    assertThat(walk(world.open(7), 4)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("worlds")
  void aSavedEnvironmentGoesOnToTheSameBits(World world) {
    Environment one = world.open(5);
    one.reset(2);
    steps(one, 6);
    Environment other = world.open(5);
    other.restore(one.save());
    assertThat(steps(other, 5)).containsExactly(steps(one, 5));
  }

  private static double[] walk(Environment environment, long episode) {
    environment.reset(episode);
    return steps(environment, 5);
  }

  private static double[] steps(Environment environment, int count) {
    int width = environment.spaces().observations() + 1;
    double[] all = new double[count * width];
    double[] seen = new double[width - 1];
    for (int t = 0; t < count; t++) {
      all[t * width] = environment.step(new double[] {t % 2});
      environment.observe(seen);
      System.arraycopy(seen, 0, all, t * width + 1, seen.length);
    }
    return all;
  }

  @Test
  void timeIsUpWithoutAnEnd() {
    Environment pendulum = Pendulum.of(1);
    pendulum.reset(0);
    steps(pendulum, 199);
    assertThat(pendulum.truncated()).isFalse();
    steps(pendulum, 1);
    assertThat(pendulum.truncated()).isTrue();
    assertThat(pendulum.terminated()).isFalse();
  }

  @Test
  void whatIsNotANumberIsRefused() {
    Environment pendulum = Pendulum.of(1);
    pendulum.reset(0);
    assertThatThrownBy(() -> pendulum.step(new double[] {Double.NaN}))
        .hasMessageContaining("The policy has diverged");
    assertThatThrownBy(() -> Spaces.discrete(2, 3).require(false, "TD3"))
        .hasMessageContaining("TD3 acts continuously; this environment wants one of 3 choices");
  }
}
