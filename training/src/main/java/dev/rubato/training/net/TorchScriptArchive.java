package dev.rubato.training.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript module without parameters in the zip form that libtorch loads: the source
 * under {@code code/}, and a pickle (protocol 2) of one object of the class whose only attribute is
 * {@code training}. Stateless; may be shared between threads.
 */
final class TorchScriptArchive {
  private TorchScriptArchive() {}

  /**
   * Makes an archive.
   *
   * @param name name of the class
   * @param source its definition in TorchScript's serialised form
   */
  static byte[] of(String name, String source) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, "kernels/data.pkl", object(name));
      add(zip, "kernels/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      // The pickle of an empty tuple.
      add(zip, "kernels/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      add(zip, "kernels/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
      add(zip, "kernels/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static byte[] object(String name) throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    // PROTO 2, GLOBAL, EMPTY_TUPLE, NEWOBJ, EMPTY_DICT, MARK
    pickle.write(new byte[] {(byte) 0x80, 2});
    pickle.write(("c__torch__\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    pickle.write(new byte[] {')', (byte) 0x81, '}', '('});
    byte[] attribute = "training".getBytes(StandardCharsets.US_ASCII);
    pickle.write(new byte[] {'X', (byte) attribute.length, 0, 0, 0});
    pickle.write(attribute);
    // NEWTRUE, SETITEMS, BUILD, STOP
    pickle.write(new byte[] {(byte) 0x88, 'u', 'b', '.'});
    return pickle.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
