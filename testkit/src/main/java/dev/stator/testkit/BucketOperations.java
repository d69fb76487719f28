package dev.stator.testkit;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Buckets, and what is in them: create, head, delete, list, delete many. */
final class BucketOperations {
  private static final int MAX_LISTED = 1000;

  private final S3Store store;

  BucketOperations(S3Store store) {
    this.store = store;
  }

  Response create(S3Request request) {
    store.create(request.bucket());
    return Response.empty(200, "Location: /" + request.bucket() + "\r\n");
  }

  Response head(S3Request request) {
    store.bucket(request.bucket());
    return Response.empty(200, "x-amz-bucket-region: us-east-1\r\n");
  }

  Response delete(S3Request request) {
    store.delete(request.bucket());
    return Response.empty(204, "");
  }

  Response listBuckets() {
    S3Xml xml = new S3Xml().document("ListAllMyBucketsResult").open("Buckets");
    new TreeMap<>(store.buckets())
        .forEach(
            (name, bucket) ->
                xml.open("Bucket")
                    .element("Name", name)
                    .element("CreationDate", bucket.created())
                    .close("Bucket"));
    return xml.close("Buckets").close("ListAllMyBucketsResult").respond(200);
  }

  /** One entry of a listing: an object, or what keys have in common up to the delimiter. */
  private sealed interface Listed {
    record Entry(String key, StoredObject object) implements Listed {}

    record CommonPrefix(String prefix) implements Listed {}
  }

  Response list(S3Request request) {
    Bucket bucket = store.bucket(request.bucket());
    String prefix = request.query().getOrDefault("prefix", "");
    String delimiter = request.query().getOrDefault("delimiter", "");
    String after = start(request);
    int most = Math.min(MAX_LISTED, request.number("max-keys", MAX_LISTED));

    List<Listed> page = new ArrayList<>();
    Set<String> commonPrefixes = new LinkedHashSet<>();
    String last = after;
    boolean truncated = false;
    for (Map.Entry<String, StoredObject> each : bucket.objects().tailMap(prefix, true).entrySet()) {
      String key = each.getKey();
      if (!key.startsWith(prefix)) {
        break;
      }
      String common = commonPrefix(key, prefix, delimiter);
      if (Bucket.KEY_ORDER.compare(key, after) <= 0
          || (!common.isEmpty() && after.startsWith(common))) {
        continue;
      }
      if (!common.isEmpty() && commonPrefixes.contains(common)) {
        continue;
      }
      if (page.size() == most) {
        truncated = true;
        break;
      }
      if (common.isEmpty()) {
        page.add(new Listed.Entry(key, each.getValue()));
        last = key;
      } else {
        commonPrefixes.add(common);
        page.add(new Listed.CommonPrefix(common));
        last = common;
      }
    }
    return render(request, page, truncated ? last : "");
  }

  /** The name after which a listing begins. */
  private static String start(S3Request request) {
    String token = request.query().get("continuation-token");
    if (token == null) {
      return request.query().getOrDefault("start-after", "");
    }
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Error.invalidArgument("The continuation token provided is incorrect");
    }
  }

  private static String commonPrefix(String key, String prefix, String delimiter) {
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return at < 0 ? "" : key.substring(0, at + delimiter.length());
  }

  private static Response render(S3Request request, List<Listed> page, String next) {
    boolean encode = "url".equals(request.query().get("encoding-type"));
    S3Xml xml = new S3Xml().document("ListBucketResult").element("Name", request.bucket());
    xml.element("Prefix", name(request.query().getOrDefault("prefix", ""), encode));
    xml.element("KeyCount", page.size());
    xml.element("MaxKeys", request.number("max-keys", MAX_LISTED));
    if (encode) {
      xml.element("EncodingType", "url");
    }
    xml.element("IsTruncated", next.isEmpty() ? "false" : "true");
    if (!next.isEmpty()) {
      byte[] token = next.getBytes(StandardCharsets.UTF_8);
      xml.element("NextContinuationToken", Base64.getUrlEncoder().encodeToString(token));
    }
    for (Listed each : page) {
      if (each instanceof Listed.Entry entry) {
        xml.open("Contents").element("Key", name(entry.key(), encode));
        xml.element("LastModified", entry.object().modified());
        xml.element("ETag", entry.object().quotedEtag());
        xml.element("Size", entry.object().payload().size());
        xml.element("StorageClass", "STANDARD").close("Contents");
      } else if (each instanceof Listed.CommonPrefix common) {
        xml.open("CommonPrefixes").element("Prefix", name(common.prefix(), encode));
        xml.close("CommonPrefixes");
      }
    }
    return xml.close("ListBucketResult").respond(200);
  }

  /** A key as a listing shows it; a client asks for encoding because XML cannot hold every key. */
  private static String name(String key, boolean encode) {
    return encode
        ? URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/")
        : key;
  }

  Response deleteObjects(S3Request request, RequestBody body) throws IOException {
    Bucket bucket = store.bucket(request.bucket());
    byte[] document = Payload.receive(request.head(), body, true).bytes();
    S3Xml xml = new S3Xml().document("DeleteResult");
    for (Map<String, String> object : XmlList.read(document, "Object")) {
      String key = object.getOrDefault("Key", "");
      bucket.objects().remove(key);
      xml.open("Deleted").element("Key", key).close("Deleted");
    }
    return xml.close("DeleteResult").respond(200);
  }

  Response listUploads(S3Request request) {
    Bucket bucket = store.bucket(request.bucket());
    String prefix = request.query().getOrDefault("prefix", "");
    S3Xml xml = new S3Xml().document("ListMultipartUploadsResult");
    xml.element("Bucket", request.bucket()).element("Prefix", prefix);
    xml.element("MaxUploads", MAX_LISTED).element("IsTruncated", "false");
    bucket
        .uploadsInOrder()
        .forEach(
            (place, upload) -> {
              if (upload.key().startsWith(prefix)) {
                xml.open("Upload").element("Key", upload.key());
                xml.element("UploadId", place.substring(place.lastIndexOf('\n') + 1));
                xml.element("Initiated", upload.initiated()).close("Upload");
              }
            });
    return xml.close("ListMultipartUploadsResult").respond(200);
  }
}
