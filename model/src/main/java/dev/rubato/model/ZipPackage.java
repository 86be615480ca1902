package dev.rubato.model;

import dev.rubato.model.ModelException.Defect;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Packing a package's folder into a .zip and back. Only the known file names are unpacked, at the
 * root or in one folder, and never more bytes than {@code model.json} announces.
 */
final class ZipPackage {
  private static final long LARGEST_CARD = 1 << 20;

  private ZipPackage() {}

  /** Unpacks into a new temporary folder. */
  static Path unpack(Path zip) {
    Path folder = null;
    try (ZipFile file = new ZipFile(zip.toFile())) {
      String root = root(file, zip);
      folder = Files.createTempDirectory("rubato-model-");
      Path description = folder.resolve(PackageFile.DESCRIPTION);
      unpack(file, root, description, DescriptionFile.LARGEST_BYTES);
      for (var announced : DescriptionFile.read(description).files().entrySet()) {
        if (PackageFile.LISTED.contains(announced.getKey())) {
          unpack(file, root, folder.resolve(announced.getKey()), announced.getValue().bytes());
        }
      }
      unpack(file, root, folder.resolve(PackageFile.CARD), LARGEST_CARD);
      return folder;
    } catch (IOException | RuntimeException e) {
      if (folder != null) {
        Folders.deleteQuietly(folder);
      }
      if (e instanceof ModelException known) {
        throw known;
      }
      String what =
          e instanceof ZipException
              ? "%s is not a model package: it is neither a folder nor an undamaged .zip (%s)"
              : "cannot unpack %s: %s";
      throw new ModelException(Defect.DAMAGED, what.formatted(zip, e.getMessage()), e);
    }
  }

  /** Packs the files of a folder, stored in a fixed order and without times. */
  static void pack(Path folder, Path zip) throws IOException {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream packed = new ZipOutputStream(out)) {
      for (String name : PackageFile.ALL) {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
          ZipEntry entry = new ZipEntry(name);
          entry.setTime(0);
          packed.putNextEntry(entry);
          Files.copy(file, packed);
          packed.closeEntry();
        }
      }
    }
  }

  private static String root(ZipFile file, Path zip) {
    List<String> descriptions =
        file.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.matches("([^/]+/)?model\\.json"))
            .toList();
    if (descriptions.size() != 1) {
      throw new ModelException(
          Defect.MISSING,
          "%s is no model package: it has %d files model.json at its root or in a folder instead of 1"
              .formatted(zip, descriptions.size()));
    }
    String name = descriptions.get(0);
    return name.substring(0, name.length() - PackageFile.DESCRIPTION.length());
  }

  private static void unpack(ZipFile file, String root, Path target, long largest)
      throws IOException {
    ZipEntry entry = file.getEntry(root + target.getFileName());
    if (entry == null) {
      return;
    }
    try (InputStream in = file.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      long bytes = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
        if (bytes > largest) {
          throw new ModelException(
              Defect.DAMAGED,
              "%s in %s has more than the expected %d bytes"
                  .formatted(entry.getName(), file.getName(), largest));
        }
        out.write(buffer, 0, n);
      }
    }
  }
}
