package finagent.notebook;

import java.lang.reflect.Field;
import java.util.Optional;
import jdk.jshell.execution.LocalExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * Runs cells in this JVM. JShell hands on the text of a variable alone; this one also keeps the
 * object, so that it can be shown as what it is.
 */
final class Execution extends LocalExecutionControl {
  private @Nullable Object last;

  @Override
  public String varValue(String className, String variable)
      throws RunException, EngineTerminationException, InternalException {
    try {
      Field field = findClass(className).getDeclaredField(variable);
      field.setAccessible(true);
      last = field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new InternalException("The variable %s cannot be read: %s".formatted(variable, e));
    }
    return "";
  }

  /** The object of the variable that was asked for last; empty = null. */
  Optional<Object> last() {
    return Optional.ofNullable(last);
  }
}
