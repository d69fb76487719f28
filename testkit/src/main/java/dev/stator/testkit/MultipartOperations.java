package dev.stator.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Multipart uploads: create, upload a part, list parts, complete, abort. */
final class MultipartOperations {
  private static final int MAX_PARTS = 10_000;

  private final S3Store store;
  private final AtomicLong uploads = new AtomicLong();

  MultipartOperations(S3Store store) {
    this.store = store;
  }

  Response create(S3Request request) {
    Bucket bucket = store.bucket(request.bucket());
    String id = String.format(Locale.ROOT, "upload-%08d", uploads.incrementAndGet());
    String headers = StoredObject.headersOf(request.head());
    bucket.uploads().put(id, new MultipartUpload(request.key(), headers));
    return new S3Xml()
        .document("InitiateMultipartUploadResult")
        .element("Bucket", request.bucket())
        .element("Key", request.key())
        .element("UploadId", id)
        .close("InitiateMultipartUploadResult")
        .respond(200);
  }

  Response uploadPart(S3Request request, RequestBody body) throws IOException {
    Bucket bucket = store.bucket(request.bucket());
    bucket.upload(request);
    int number = request.partNumber();
    if (number < 1 || number > MAX_PARTS) {
      throw S3Error.invalidArgument(
          "Part number must be an integer between 1 and " + MAX_PARTS + ", inclusive");
    }
    Payload payload = Payload.receive(request.head(), body, store.keepsBodies());
    store.bytesReceived().add(payload.size());
    bucket.upload(request).parts().put(number, payload);
    return Response.empty(
        200, "ETag: \"" + payload.etag() + "\"\r\n" + ObjectOperations.checksums(payload));
  }

  Response listParts(S3Request request) {
    MultipartUpload upload = store.bucket(request.bucket()).upload(request);
    int after = request.number("part-number-marker", 0);
    int most = Math.min(1000, request.number("max-parts", 1000));
    Map<Integer, Payload> rest = upload.parts().tailMap(after, false);
    S3Xml xml = new S3Xml().document("ListPartsResult");
    xml.element("Bucket", request.bucket()).element("Key", request.key());
    xml.element("UploadId", request.uploadId()).element("PartNumberMarker", after);
    xml.element("MaxParts", most).element("IsTruncated", rest.size() > most ? "true" : "false");
    int listed = 0;
    int last = after;
    for (Map.Entry<Integer, Payload> part : rest.entrySet()) {
      if (listed++ == most) {
        break;
      }
      last = part.getKey();
      xml.open("Part").element("PartNumber", last);
      xml.element("ETag", '"' + part.getValue().etag() + '"');
      xml.element("Size", part.getValue().size()).close("Part");
    }
    return xml.element("NextPartNumberMarker", last).close("ListPartsResult").respond(200);
  }

  Response complete(S3Request request, RequestBody body) throws IOException {
    Bucket bucket = store.bucket(request.bucket());
    MultipartUpload upload = bucket.upload(request);
    List<Map.Entry<Integer, String>> parts = new ArrayList<>();
    for (Map<String, String> part :
        XmlList.read(Payload.receive(request.head(), body, true).bytes(), "Part")) {
      try {
        int number = Integer.parseInt(part.getOrDefault("PartNumber", ""));
        parts.add(Map.entry(number, part.getOrDefault("ETag", "").replace("\"", "")));
      } catch (NumberFormatException e) {
        throw new S3Error(400, "MalformedXML", "A part has no number");
      }
    }
    if (parts.isEmpty()) {
      throw new S3Error(400, "MalformedXML", "You must specify at least one part");
    }
    StoredObject object = upload.assemble(parts, store.minimumPartBytes());
    bucket.store(request, object);
    bucket.uploads().remove(request.uploadId());
    return new S3Xml()
        .document("CompleteMultipartUploadResult")
        .element("Location", "/" + request.bucket() + "/" + request.key())
        .element("Bucket", request.bucket())
        .element("Key", request.key())
        .element("ETag", object.quotedEtag())
        .close("CompleteMultipartUploadResult")
        .respond(200);
  }

  Response abort(S3Request request) {
    Bucket bucket = store.bucket(request.bucket());
    bucket.upload(request);
    bucket.uploads().remove(request.uploadId());
    return Response.empty(204, "");
  }
}
