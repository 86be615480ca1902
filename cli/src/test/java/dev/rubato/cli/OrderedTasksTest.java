package dev.rubato.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderedTasksTest {

  @Test
  void resultsComeInTheOrderOfTheInputs() {
    Random random = new Random(1);
    List<Integer> results = new ArrayList<>();
    List<Integer> inputs = IntStream.range(0, 200).boxed().toList();
    int[] work = random.ints(200, 0, 100_000).toArray();

    OrderedTasks.run(
        inputs,
        4,
        input -> (int) IntStream.range(0, work[input]).asLongStream().sum() * 0 + input,
        results::add);

    assertEquals(inputs, results);
  }
}
