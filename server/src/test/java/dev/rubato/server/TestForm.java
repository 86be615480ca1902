package dev.rubato.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A multipart form put together by hand. Used by one thread. */
public final class TestForm {
  private static final String BOUNDARY = "xxBOUNDARYxx";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** Adds a field. */
  public TestForm field(String name, String value) {
    part("name=\"%s\"".formatted(name), value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds a file without a content type. */
  public TestForm file(String name, String fileName, byte[] bytes) {
    part("name=\"%s\"; filename=\"%s\"".formatted(name, fileName), bytes);
    return this;
  }

  private void part(String disposition, byte[] bytes) {
    write("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
    body.writeBytes(bytes);
    write("\r\n");
  }

  private void write(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the form. */
  public HttpResponse<String> post(URI address) throws IOException, InterruptedException {
    write("--" + BOUNDARY + "--\r\n");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
