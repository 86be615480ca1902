package dev.rubato.engine.lm.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RecordSorterTest {
  @Property(tries = 40)
  void sortsAndSumsLikeAMap(
      @ForAll @IntRange(min = 0, max = 3000) int count,
      @ForAll @IntRange(min = 1, max = 40) int words,
      @ForAll @IntRange(min = 100, max = 60_000) int memory,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Map<List<Integer>, Integer> expected = new TreeMap<>(RecordSorterTest::compare);
    List<List<Integer>> actual = new ArrayList<>();
    try (WorkFolder folder = new WorkFolder(Path.of(System.getProperty("java.io.tmpdir")))) {
      RecordSorter sorter = RecordSorter.summing(folder, 3, RecordOrder.suffix(2), memory);
      for (int i = 0; i < count; i++) {
        int[] record = {random.nextInt(words), random.nextInt(words), 1 + random.nextInt(3)};
        sorter.add(record);
        expected.merge(List.of(record[1], record[0]), record[2], Integer::sum);
      }
      int[] record = new int[3];
      try (Records sorted = sorter.sorted()) {
        while (sorted.next(record)) {
          actual.add(List.of(record[1], record[0], record[2]));
        }
      }
    }
    List<List<Integer>> wanted = new ArrayList<>();
    expected.forEach((key, sum) -> wanted.add(List.of(key.get(0), key.get(1), sum)));
    assertEquals(wanted, actual);
  }

  private static int compare(List<Integer> left, List<Integer> right) {
    int first = left.get(0).compareTo(right.get(0));
    return first != 0 ? first : left.get(1).compareTo(right.get(1));
  }
}
