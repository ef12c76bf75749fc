package finagent.rl.dl4j;

import finagent.rl.algorithm.SavedPolicy;
import finagent.rl.algorithm.SavedPolicy.How;
import finagent.rl.net.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A policy as a model file of DL4J: {@code ModelSerializer.restoreMultiLayerNetwork} loads it, and
 * the outputs of that network are the actions (values of the choices, where it chooses). One more
 * entry, {@code finagent.json}, says what the network is and where it comes from.
 *
 * <p>Read here by plain Java: no native code, no Java deserialisation, no class named in a file.
 */
public final class ModelZip {
  private static final String ABOUT = "finagent.json";
  private static final int FORMAT = 1;
  private static final int MOST_BYTES = 1 << 28;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelZip() {}

  /**
   * What a file holds.
   *
   * @param provenance where it comes from, as it was written
   */
  public record Saved(SavedPolicy policy, SortedMap<String, String> provenance) {
    public Saved {
      provenance = new TreeMap<>(provenance);
    }
  }

  /** The network of DL4J that puts out the actions of a policy. */
  public static MultiLayerNetwork network(SavedPolicy policy) {
    Activation last =
        switch (policy.how()) {
          case SQUASHED -> Activation.TANH;
          case CUT -> Activation.HARDTANH;
          case GREEDY -> Activation.IDENTITY;
          case EXPECTED ->
              throw new IllegalArgumentException(
                  "A policy of distributions has no form in DL4J: no layer puts out the means of"
                      + " its choices. Train it with atoms: 1");
        };
    MultiLayerNetwork network = Layers.network(policy.shape(), last);
    OffHeap.put(network.params(), Layers.toDl4j(policy.shape(), policy.weights()));
    return network;
  }

  /** The policy of a network of DL4J with the parameters of three dense layers. */
  public static SavedPolicy policy(How how, Shape shape, MultiLayerNetwork network) {
    float[] flat = new float[(int) network.numParams()];
    OffHeap.get(network.params(), flat, 0);
    return SavedPolicy.of(how, shape, Layers.toOurs(shape, flat));
  }

  /**
   * Writes a policy. The same policy and provenance give the same bytes.
   *
   * @param actions how many of the first outputs act: the number of actions, or of choices
   */
  public static void write(
      SavedPolicy policy, int actions, Map<String, String> provenance, OutputStream out)
      throws IOException {
    SavedPolicy acting = Layers.first(policy, actions);
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    MultiLayerNetwork network = network(acting);
    ModelSerializer.writeModel(network, model, false);
    network.close();
    ZipOutputStream zip = new ZipOutputStream(out);
    ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(model.toByteArray()));
    for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
      put(zip, e.getName(), entries.readAllBytes());
    }
    put(zip, ABOUT, about(acting, provenance));
    zip.finish();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static byte[] about(SavedPolicy policy, Map<String, String> provenance)
      throws IOException {
    ObjectNode about = JSON.createObjectNode();
    about.put("format", FORMAT).put("actions", policy.how().name());
    about.put("inputs", policy.shape().inputs()).put("hidden", policy.shape().hidden());
    about.put("outputs", policy.shape().outputs()).put("tanh", policy.shape().tanh());
    ObjectNode from = about.putObject("provenance");
    new TreeMap<>(provenance).forEach(from::put);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(about);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if these bytes are no such file, or more than 256 MB
   */
  public static Saved read(InputStream in) throws IOException {
    byte @Nullable [] about = null;
    byte @Nullable [] coefficients = null;
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
      switch (e.getName()) {
        case ABOUT -> about = bytes(zip, e);
        case ModelSerializer.COEFFICIENTS_BIN -> coefficients = bytes(zip, e);
        default -> {}
      }
    }
    if (about == null || coefficients == null) {
      throw new IOException(
          "Not a policy of FinAgent: the file has no entry %s (a zip with %s and %s is needed)"
              .formatted(
                  about == null ? ABOUT : ModelSerializer.COEFFICIENTS_BIN,
                  ABOUT,
                  ModelSerializer.COEFFICIENTS_BIN));
    }
    return saved(JSON.readTree(about), coefficients);
  }

  private static byte[] bytes(ZipInputStream zip, ZipEntry entry) throws IOException {
    byte[] bytes = zip.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException(
          "Entry %s is larger than %d bytes, which no policy is"
              .formatted(entry.getName(), MOST_BYTES));
    }
    return bytes;
  }

  private static Saved saved(JsonNode about, byte[] coefficients) throws IOException {
    int format = about.path("format").asInt();
    if (format != FORMAT) {
      throw new IOException(
          "The policy is of format %d; this version reads format %d".formatted(format, FORMAT));
    }
    try {
      Shape shape =
          new Shape(
              about.path("inputs").asInt(),
              about.path("hidden").asInt(),
              about.path("outputs").asInt(),
              about.path("tanh").asBoolean());
      How how = How.valueOf(about.path("actions").asText());
      SortedMap<String, String> provenance = new TreeMap<>();
      about
          .path("provenance")
          .fields()
          .forEachRemaining(field -> provenance.put(field.getKey(), field.getValue().asText()));
      float[] flat = Coefficients.read(coefficients, Layers.count(shape));
      return new Saved(SavedPolicy.of(how, shape, Layers.toOurs(shape, flat)), provenance);
    } catch (IllegalArgumentException e) {
      throw new IOException("Entry %s is damaged: %s".formatted(ABOUT, e.getMessage()), e);
    }
  }
}
