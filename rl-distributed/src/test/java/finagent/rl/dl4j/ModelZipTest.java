package finagent.rl.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import finagent.rl.algorithm.Dqn;
import finagent.rl.algorithm.Memory;
import finagent.rl.algorithm.Ppo;
import finagent.rl.algorithm.Recipe;
import finagent.rl.algorithm.Sac;
import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.algorithm.Td3;
import finagent.rl.algorithm.Trainer;
import finagent.rl.env.CartPole;
import finagent.rl.env.Environment;
import finagent.rl.env.Pendulum;
import finagent.rl.env.World;
import finagent.sandbox.random.Philox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ModelZipTest {
  private static final Philox DRAWS = Philox.of(8, "model-zip");
  private static final Map<String, String> FROM = Map.of("seed", "3", "data", "pendulum \"1\"");

  private static List<Recipe> recipes() {
    Memory memory = Memory.uniform(1000, 0.98f, 1);
    return List.of(
        new Td3.Config(64, 64, memory, 100, 1e-3f, 0.005f, 0.1f, 0.2f, 0.5f, 2),
        new Sac.Config(64, 64, memory, 100, 1e-3f, 0.005f, 1),
        new Ppo.Config(64, 2, 64, 2, 1e-3f, 0.98f, 0.95f, 0.2f, 0.01f, -0.5f),
        new Dqn.Config(64, 64, memory, 100, 1e-3f, 0.005f, 0.05f, 200, 0, false, 1, 0, 0));
  }

  private static World world(Recipe recipe) {
    return recipe instanceof Dqn.Config ? CartPole::of : Pendulum::of;
  }

  private static byte[] bytes(SavedPolicy policy, int actions) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ModelZip.write(policy, actions, FROM, bytes);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void plainDl4jLoadsAnyPolicyAndActsAsItDoes(Recipe recipe, @TempDir Path folder)
      throws IOException {
    Environment environment = world(recipe).open(1);
    Trainer trainer = recipe.start(world(recipe), 3);
    trainer.train(300);
    boolean chooses = environment.spaces().isDiscrete();
    int actions = chooses ? environment.spaces().choices() : environment.spaces().actions();
    Path file = folder.resolve("policy.zip");
    Files.write(file, bytes(SavedPolicy.of(trainer), actions));

    MultiLayerNetwork plain = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
    ModelZip.Saved read = ModelZip.read(new ByteArrayInputStream(Files.readAllBytes(file)));
    assertThat(read.provenance()).isEqualTo(FROM);
    assertThat(bytes(read.policy(), actions)).isEqualTo(Files.readAllBytes(file));
    double[] observation = new double[environment.spaces().observations()];
    double[] expected = new double[1];
    double[] again = new double[1];
    for (int s = 0; s < 50; s++) {
      INDArray input = Nd4j.create(DataType.FLOAT, 1, observation.length);
      for (int k = 0; k < observation.length; k++) {
        observation[k] = 2 * DRAWS.normal(s, 0, 0, k);
        input.putScalar(0, k, observation[k]);
      }
      trainer.policy().act(observation, expected);
      read.policy().policy().act(observation, again);
      assertThat(again).isEqualTo(expected);
      INDArray output = plain.output(input);
      assertThat(output.columns()).isEqualTo(actions);
      double acted = chooses ? output.argMax(1).getInt(0) : output.getDouble(0);
      assertThat(acted).isCloseTo(expected[0], within(1e-6));
    }
  }

  @Test
  void filesThatAreNoPolicyAreRefused() throws IOException {
    SavedPolicy policy = SavedPolicy.of(recipes().get(1).start(Pendulum::of, 1));
    assertThatThrownBy(() -> bytes(policy, 3)).hasMessageContaining("3 (the network has 2 outputs");
    assertThatThrownBy(() -> ModelZip.read(new ByteArrayInputStream(new byte[100])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no entry finagent.json");
    assertThatThrownBy(() -> ModelZip.read(zip("{\"format\": 2}", new byte[0])))
        .hasMessageContaining("format 2; this version reads format 1");
    String about =
        "{\"format\":1,\"actions\":\"CUT\",\"inputs\":3,\"hidden\":%d,\"outputs\":1,\"tanh\":true}";
    assertThatThrownBy(() -> ModelZip.read(zip(about.formatted(63), new byte[0])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("63 (must be a multiple of 64");
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    try (java.io.DataOutputStream out = new java.io.DataOutputStream(model);
        INDArray few = Nd4j.zeros(DataType.FLOAT, 1, 10)) {
      Nd4j.write(few, out);
    }
    assertThatThrownBy(() -> ModelZip.read(zip(about.formatted(64), model.toByteArray())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("10 parameters of type FLOAT where 4481 of type FLOAT");
  }

  private static ByteArrayInputStream zip(String about, byte[] coefficients) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("finagent.json"));
      zip.write(about.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("coefficients.bin"));
      zip.write(coefficients);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }
}
