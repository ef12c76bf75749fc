package finagent.sandbox.grid;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;

/** Takes a value of our own through Java serialisation and back. */
final class Travel {
  private Travel() {}

  @SuppressWarnings("BanSerializableRead") // reads only bytes written two lines above
  static Serializable there(Serializable value) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(value);
      }
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass description)
                throws IOException, ClassNotFoundException {
              try {
                return Class.forName(description.getName(), false, loader);
              } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
              }
            }
          }) {
        return (Serializable) in.readObject();
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "%s cannot travel to a cluster: %s".formatted(value.getClass().getName(), e), e);
    }
  }
}
