package dev.rubato.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A websocket client made of the JDK's own. Used by one thread. */
public final class TestSocket implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 30;

  /** The end of the websocket. */
  public record Closed(int code, String reason) {}

  private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  /** Connects, offering subprotocols. */
  public TestSocket(URI address, String... subprotocols) {
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
    if (subprotocols.length > 0) {
      String[] others = new String[subprotocols.length - 1];
      System.arraycopy(subprotocols, 1, others, 0, others.length);
      builder.subprotocols(subprotocols[0], others);
    }
    socket = builder.buildAsync(address, new Receiver()).join();
  }

  /** Sends a text message. */
  public TestSocket send(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  /** Sends a binary message. */
  public TestSocket send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  /** Sends binary messages. */
  public TestSocket sendAll(byte[][] messages) {
    for (byte[] message : messages) {
      send(message);
    }
    return this;
  }

  /** The subprotocol that the server chose. */
  public String subprotocol() {
    return socket.getSubprotocol();
  }

  /** Waits for the next message. */
  public JsonNode next() {
    Object item = take();
    if (item instanceof JsonNode message) {
      return message;
    }
    throw new AssertionError("expected a message, but got " + item);
  }

  /** Waits for the next message of a type and returns those before it too. */
  public List<JsonNode> until(String type) {
    List<JsonNode> messages = new ArrayList<>();
    do {
      messages.add(next());
    } while (!messages.get(messages.size() - 1).path("type").asText().equals(type));
    return messages;
  }

  /** Waits for the end, skipping messages. */
  public Closed closed() {
    while (true) {
      Object item = take();
      if (item instanceof Closed closed) {
        return closed;
      }
      if (item instanceof Throwable problem) {
        throw new AssertionError("the websocket broke", problem);
      }
    }
  }

  /** What came and was not taken yet. */
  public int waiting() {
    return received.size();
  }

  private Object take() {
    try {
      Object item = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (item == null) {
        throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s");
      }
      return item;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Says goodbye. */
  public void leave() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  /** Vanishes without goodbye. */
  @Override
  public void close() {
    socket.abort();
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          received.add(MAPPER.readTree(text.toString()));
        } catch (JsonProcessingException e) {
          received.add(e);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      received.add(new Closed(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      received.add(error);
    }
  }
}
