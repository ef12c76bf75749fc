package finagent.jobs.livy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against what the hook of Airflow's Livy provider 4.6.4 answered (scripts/livy-payloads.py). */
class PayloadTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> theBodyIsTheHooksBody() {
    return cases(
        "equal", (parameters, told) -> assertThat(sent(parameters)).isEqualTo(told.get("body")));
  }

  @TestFactory
  Stream<DynamicTest> whatTheHookRefusesIsRefused() {
    return cases("refused", (parameters, told) -> assertRefused(parameters));
  }

  @TestFactory
  Stream<DynamicTest> numbersTheHookSendsAsTextAreSentAsNumbers() {
    return cases(
        "as-numbers",
        (parameters, told) -> {
          JsonNode sent = sent(parameters);
          ObjectNode asText = sent.deepCopy();
          for (String field : List.of("driverCores", "executorCores", "numExecutors")) {
            if (sent.has(field)) {
              assertThat(sent.get(field).isInt()).isTrue();
              asText.put(field, sent.get(field).asText());
            }
          }
          assertThat(asText).isEqualTo(told.get("body"));
        });
  }

  @TestFactory
  Stream<DynamicTest> whatNoSparkCanUseIsRefusedToo() {
    return cases("stricter", (parameters, told) -> assertRefused(parameters));
  }

  @Test
  void theTableIsLarge() {
    assertThat(table().get("equal").size()).isGreaterThanOrEqualTo(40);
    assertThat(table().get("refused").size()).isGreaterThanOrEqualTo(25);
  }

  @Test
  void aNameNobodyKnowsIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> Payload.read(Map.of("file", "a.jar", "executorCores", 2)))
        .hasMessageStartingWith(
            "A batch has no 'executorCores'; it has [archives, args, class_name,");
  }

  @Test
  void theTextOfAPayloadShowsNoArgumentAndNoSetting() {
    Payload payload =
        Payload.read(
            Map.of(
                "file",
                "a.jar",
                "args",
                List.of("--key", "hunter2"),
                "conf",
                Map.of("spark.hadoop.fs.s3a.secret.key", "hunter3")));
    assertThat(payload.toString())
        .contains("2 arguments", "spark.hadoop.fs.s3a.secret.key")
        .doesNotContain("hunter");
  }

  @Test
  void aRefusalOfASettingDoesNotShowIt() {
    assertThatThrownBy(
            () ->
                Payload.read(
                    Map.of("file", "a.jar", "conf", Map.of("spark.key", List.of("hunter2")))))
        .hasMessageContaining("Invalid conf 'spark.key'")
        .hasMessageNotContaining("hunter2");
  }

  private static void assertRefused(Map<String, Object> parameters) {
    assertThatThrownBy(() -> Payload.read(parameters)).isInstanceOf(IllegalArgumentException.class);
  }

  /** What goes over the wire, read back. */
  private static JsonNode sent(Map<String, Object> parameters) throws IOException {
    return JSON.readTree(Payload.read(parameters).json().toString());
  }

  private interface Check {
    void of(Map<String, Object> parameters, JsonNode told) throws IOException;
  }

  private static Stream<DynamicTest> cases(String group, Check check) {
    Iterable<Map.Entry<String, JsonNode>> all = () -> table().get(group).fields();
    return StreamSupport.stream(all.spliterator(), false)
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () ->
                        check.of(
                            JSON.convertValue(
                                one.getValue().get("parameters"), new TypeReference<>() {}),
                            one.getValue())));
  }

  private static JsonNode table() {
    try (InputStream in = PayloadTest.class.getResourceAsStream("/finagent/livy/payloads.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
