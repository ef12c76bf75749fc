package finagent.tables.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers for symbols, found by their bytes: one text per symbol, not one per line. */
final class Symbols {
  private final List<String> names = new ArrayList<>();
  private final List<byte[]> bytes = new ArrayList<>();
  private int[] slots = new int[1024];

  int id(String name) {
    byte[] text = name.getBytes(UTF_8);
    return id(text, 0, text.length);
  }

  int id(byte[] text, int from, int to) {
    int hash = 1;
    for (int at = from; at < to; at++) {
      hash = 31 * hash + text[at];
    }
    int mask = slots.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    for (; slots[slot] != 0; slot = (slot + 1) & mask) {
      byte[] known = bytes.get(slots[slot] - 1);
      if (Arrays.equals(known, 0, known.length, text, from, to)) {
        return slots[slot] - 1;
      }
    }
    bytes.add(Arrays.copyOfRange(text, from, to));
    names.add(new String(text, from, to - from, UTF_8));
    slots[slot] = names.size();
    if (names.size() * 2 > slots.length) {
      grow();
    }
    return names.size() - 1;
  }

  private void grow() {
    List<byte[]> known = List.copyOf(bytes);
    slots = new int[slots.length * 2];
    bytes.clear();
    names.clear();
    known.forEach(text -> id(text, 0, text.length));
  }

  int size() {
    return names.size();
  }

  String name(int id) {
    return names.get(id);
  }

  List<String> names() {
    return List.copyOf(names);
  }

  /** Ids in the order of the symbols. */
  int[] sorted() {
    Integer[] ids = new Integer[names.size()];
    Arrays.setAll(ids, id -> id);
    Arrays.sort(ids, (a, b) -> names.get(a).compareTo(names.get(b)));
    return Arrays.stream(ids).mapToInt(Integer::intValue).toArray();
  }
}
