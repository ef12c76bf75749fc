package finagent.planner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * The content address of a piece of work: same digest, same answer. SHA-256 over typed,
 * length-prefixed parts, so that no two different lists of parts share an encoding.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) implements Comparable<Digest> {
  public Digest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "Invalid digest '%s': must be 64 lower-case hexadecimal digits".formatted(hex));
    }
  }

  /** The first twelve digits: enough for people, never for equality. */
  public String brief() {
    return hex.substring(0, 12);
  }

  public static Builder of(String kind) {
    return new Builder().text(kind);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }

  /** Collects parts in the order given. The caller owns that order; sort what has none. */
  public static final class Builder {
    private final MessageDigest sha = sha256();

    public Builder text(String value) {
      byte[] bytes = value.getBytes(UTF_8);
      sha.update((byte) 'T');
      sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
      sha.update(bytes);
      return this;
    }

    public Builder integer(long value) {
      sha.update((byte) 'I');
      sha.update(ByteBuffer.allocate(8).putLong(value).flip());
      return this;
    }

    /** Raw bits: -0.0 and 0.0 differ, as do two NaNs with different payloads. */
    public Builder number(double value) {
      sha.update((byte) 'D');
      sha.update(ByteBuffer.allocate(8).putLong(Double.doubleToRawLongBits(value)).flip());
      return this;
    }

    public Builder digest(Digest value) {
      sha.update((byte) 'H');
      sha.update(value.hex.getBytes(UTF_8));
      return this;
    }

    public Builder map(SortedMap<String, String> values) {
      sha.update((byte) 'M');
      integer(values.size());
      values.forEach((name, value) -> text(name).text(value));
      return this;
    }

    public Digest build() {
      return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("SHA-256 is missing from this JDK", e);
      }
    }
  }
}
