package dev.rubato.training.noise;

import java.util.Random;

/**
 * A rectangular room with equal walls, by image sources (J. Allen and D. Berkley, "Image method for
 * efficiently simulating small-room acoustics", JASA 65, 1979), with band-limited arrivals (P.
 * Peterson, "Simulating the response of multiple microphones to a single acoustic source in a
 * reverberant room", JASA 80, 1986). Immutable; may be shared between threads.
 *
 * @param length m, in [1, 30]
 * @param width m, in [1, 30]
 * @param height m, in [1, 30]
 * @param absorption part of the energy that a wall takes from a reflection, in [0.05, 1]
 */
public record ShoeboxRoom(double length, double width, double height, double absorption) {
  /** m/s, at 20 degrees Celsius. */
  static final double SPEED_OF_SOUND = 343;

  private static final double MARGIN = 0.3;
  private static final double LOWEST_HZ = 100;

  /** Taps of the low-pass impulse on either side of an arrival. */
  private static final int HALF_WIDTH = 16;

  /** Validates every field; the message names the field and the permitted values. */
  public ShoeboxRoom {
    requireSide("length", length);
    requireSide("width", width);
    requireSide("height", height);
    Signals.require(
        absorption >= 0.05 && absorption <= 1, "absorption must be in [0.05, 1]", absorption);
  }

  /** A room as people live and work in: 3 to 8 m long and wide, 2.3 to 3.5 m high. */
  public static ShoeboxRoom random(long seed) {
    Random random = new Random(seed);
    return new ShoeboxRoom(
        between(3, 8, random),
        between(3, 8, random),
        between(2.3, 3.5, random),
        between(0.15, 0.7, random));
  }

  /** A place at least 30 cm away from every wall. */
  public Point randomPoint(long seed) {
    Random random = new Random(seed);
    return new Point(
        between(MARGIN, length - MARGIN, random),
        between(MARGIN, width - MARGIN, random),
        between(MARGIN, height - MARGIN, random));
  }

  /**
   * Impulse response from a talker to a microphone. An arrival over d metres has the amplitude
   * {@code 1 / (4 pi d)}, times the losses of its reflections. As Allen and Berkley do, what lies
   * below 100 Hz is filtered out: there the images, which all have the same sign, add up to a boom
   * that no room has.
   *
   * @param talker a place inside the room
   * @param microphone another place inside the room
   * @param seconds length, s; in (0, 1]
   * @return response at 16 kHz; a sound that takes t seconds arrives at sample {@code 16000 t}
   */
  public float[] response(Point talker, Point microphone, double seconds) {
    return HighPass.apply(arrivals(talker, microphone, seconds), LOWEST_HZ);
  }

  /** The response before the filter. */
  double[] arrivals(Point talker, Point microphone, double seconds) {
    requireInside("talker", talker);
    requireInside("microphone", microphone);
    Signals.require(seconds > 0 && seconds <= 1, "seconds must be in (0, 1]", seconds);
    double[] response = new double[(int) Math.ceil(seconds * Signals.SAMPLE_RATE)];
    double reach = seconds * SPEED_OF_SOUND;
    int limitX = images(reach, length);
    for (int i = -limitX; i <= limitX; i++) {
      double dx = image(i, length, talker.x()) - microphone.x();
      double leftX = reach * reach - dx * dx;
      int limitY = leftX < 0 ? -1 : images(Math.sqrt(leftX), width);
      for (int j = -limitY; j <= limitY; j++) {
        double dy = image(j, width, talker.y()) - microphone.y();
        double leftY = leftX - dy * dy;
        int limitZ = leftY < 0 ? -1 : images(Math.sqrt(leftY), height);
        for (int k = -limitZ; k <= limitZ; k++) {
          double dz = image(k, height, talker.z()) - microphone.z();
          int reflections = Math.abs(i) + Math.abs(j) + Math.abs(k);
          arrive(response, Math.sqrt(dx * dx + dy * dy + dz * dz), reflections);
        }
      }
    }
    return response;
  }

  /** Where the talker's image after |index| reflections between a pair of walls is. */
  private static double image(int index, double side, double place) {
    return index * side + (index % 2 == 0 ? place : side - place);
  }

  private static int images(double reach, double side) {
    return (int) Math.ceil(reach / side) + 1;
  }

  private void arrive(double[] response, double metres, int reflections) {
    // A wall keeps sqrt(1 - absorption) of the amplitude.
    double amplitude = Math.pow(1 - absorption, reflections / 2.0) / (4 * Math.PI * metres);
    double time = metres / SPEED_OF_SOUND * Signals.SAMPLE_RATE;
    if (amplitude == 0) {
      return;
    }
    int first = Math.max(0, (int) Math.ceil(time - HALF_WIDTH));
    int last = Math.min(response.length - 1, (int) Math.floor(time + HALF_WIDTH));
    for (int i = first; i <= last; i++) {
      double distance = i - time;
      double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / HALF_WIDTH);
      response[i] += amplitude * window * sinc(distance);
    }
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double between(double low, double high, Random random) {
    return low + (high - low) * random.nextDouble();
  }

  private void requireInside(String name, Point point) {
    Signals.require(
        isWithin(point.x(), length) && isWithin(point.y(), width) && isWithin(point.z(), height),
        name + " must be inside the room",
        point);
  }

  private static boolean isWithin(double place, double side) {
    return place > 0 && place < side;
  }

  private static void requireSide(String name, double metres) {
    Signals.require(metres >= 1 && metres <= 30, name + " must be in [1, 30] m", metres);
  }
}
