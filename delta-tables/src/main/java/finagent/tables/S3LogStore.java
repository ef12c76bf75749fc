package finagent.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.SdkClientException;
import com.amazonaws.services.s3.AmazonS3;
import com.amazonaws.services.s3.model.AmazonS3Exception;
import com.amazonaws.services.s3.model.ObjectMetadata;
import com.amazonaws.services.s3.model.PutObjectRequest;
import com.amazonaws.util.IOUtils;
import io.delta.storage.HadoopFileSystemLogStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.S3AFileSystem;

/**
 * A Delta log store for {@code s3a:} that several programs may use at once, without a lock table
 * beside it: a commit file is put on the condition that there is none of its name ({@code
 * If-None-Match: *}, which S3 keeps since August 2024), so that of two writers the server refuses
 * one. A server that takes no notice of the condition would let both pass; whether it does is tried
 * before the first commit to a bucket, and such a server is refused. Serves Spark as {@code
 * spark.delta.logStore.s3a.impl} and Kernel as {@code io.delta.kernel.logStore.s3a.impl}; needs
 * hadoop-aws 3.3 and what that needs.
 */
public final class S3LogStore extends HadoopFileSystemLogStore {
  private static final int REFUSED = 412;
  private static final int CONFLICT = 409;
  private static final int ATTEMPTS = 5;

  /** Buckets that keep conditions, by name. */
  private static final Map<String, Bucket> TRUSTED = new ConcurrentHashMap<>();

  public S3LogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> lines, Boolean overwrite, Configuration configuration)
      throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEachRemaining(line -> text.append(line).append('\n'));
    byte[] bytes = text.toString().getBytes(UTF_8);
    Bucket bucket = bucket(path, configuration);
    if (overwrite) {
      bucket.put(path, bytes, false);
    } else {
      bucket.commit(path, bytes);
    }
  }

  private static Bucket bucket(Path path, Configuration configuration) throws IOException {
    String name = path.toUri().getAuthority();
    Bucket known = TRUSTED.get(name);
    if (known != null) {
      return known;
    }
    Bucket bucket = Bucket.of(path, configuration);
    bucket.requireConditions(path);
    TRUSTED.put(name, bucket);
    return bucket;
  }

  /** False: an object is there whole or not at all. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }

  private record Bucket(String name, AmazonS3 client) {
    static Bucket of(Path path, Configuration configuration) throws IOException {
      FileSystem files = path.getFileSystem(configuration);
      if (files instanceof S3AFileSystem s3) {
        return new Bucket(s3.getBucket(), s3.getAmazonS3ClientForTesting("commits"));
      }
      throw new IOException(
          "Cannot commit %s: %s serves s3a: files; this log store needs hadoop-aws's own"
              .formatted(path, files.getClass().getName()));
    }

    /** Puts a file; false if there is one of that name and the condition is that there be none. */
    boolean put(Path path, byte[] bytes, boolean onlyNew) throws IOException {
      ObjectMetadata length = new ObjectMetadata();
      length.setContentLength(bytes.length);
      PutObjectRequest request =
          new PutObjectRequest(name, key(path), new ByteArrayInputStream(bytes), length);
      if (onlyNew) {
        request.putCustomRequestHeader("If-None-Match", "*");
      }
      for (int attempt = 1; ; attempt++) {
        try {
          client.putObject(request);
          return true;
        } catch (AmazonS3Exception e) {
          if (onlyNew && e.getStatusCode() == REFUSED) {
            return false;
          }
          if (e.getStatusCode() != CONFLICT || attempt == ATTEMPTS) {
            throw new IOException("Cannot put %s: %s".formatted(path, e.getMessage()), e);
          }
          request.setInputStream(new ByteArrayInputStream(bytes));
        } catch (SdkClientException e) {
          throw new IOException("Cannot put %s: %s".formatted(path, e.getMessage()), e);
        }
      }
    }

    /** An answer may be lost and the request sent again: a file that holds our text is ours. */
    void commit(Path path, byte[] bytes) throws IOException {
      if (!put(path, bytes, true) && !Arrays.equals(bytes, read(path))) {
        throw new FileAlreadyExistsException(path.toString());
      }
    }

    private byte[] read(Path path) throws IOException {
      try (InputStream content = client.getObject(name, key(path)).getObjectContent()) {
        return IOUtils.toByteArray(content);
      } catch (SdkClientException e) {
        throw new IOException("Cannot read %s: %s".formatted(path, e.getMessage()), e);
      }
    }

    void requireConditions(Path commit) throws IOException {
      Path probe = new Path(commit.getParent(), ".condition-" + UUID.randomUUID());
      byte[] bytes = "whether a second put is refused".getBytes(UTF_8);
      boolean first = put(probe, bytes, true);
      boolean second = put(probe, bytes, true);
      client.deleteObject(name, key(probe));
      if (!first || second) {
        throw new IOException(
            ("the server of bucket '%s' does not keep If-None-Match, so two writers would"
                    + " overwrite each other's commits. Use a server that does, or set"
                    + " io.delta.kernel.logStore.s3a.impl and spark.delta.logStore.s3a.impl to a"
                    + " store with a lock table, e.g. io.delta.storage.S3DynamoDBLogStore")
                .formatted(name));
      }
    }

    private static String key(Path path) {
      return path.toUri().getPath().substring(1);
    }
  }
}
