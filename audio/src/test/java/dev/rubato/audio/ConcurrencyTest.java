package dev.rubato.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

  /** Old codecs like to keep buffers in static fields. */
  @Test
  void decodersOfSeveralThreadsDoNotDisturbEachOther() throws Exception {
    List<String> names = Recordings.names();
    List<float[]> alone = new ArrayList<>();
    for (String name : names) {
      alone.add(Decoding.whole(Recordings.bytes(name)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> together = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        for (String name : names) {
          together.add(threads.submit(() -> Decoding.whole(Recordings.bytes(name))));
        }
      }
      for (int i = 0; i < together.size(); i++) {
        String name = names.get(i % names.size());
        assertArrayEquals(alone.get(i % names.size()), together.get(i).get(), name);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
