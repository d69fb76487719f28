package dev.stator.testkit;

/** S3's operations, as far as {@link FakeS3} knows them, and the moment a connection is made. */
public enum S3Operation {
  /**
   * A connection was accepted; no byte is read yet. Not a request: {@code when()} without an
   * operation does not mean it.
   */
  CONNECT("Connect"),
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload"),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload"),
  COPY_OBJECT("CopyObject"),
  CREATE_BUCKET("CreateBucket"),
  CREATE_MULTIPART_UPLOAD("CreateMultipartUpload"),
  DELETE_BUCKET("DeleteBucket"),
  DELETE_OBJECT("DeleteObject"),
  DELETE_OBJECTS("DeleteObjects"),
  GET_OBJECT("GetObject"),
  HEAD_BUCKET("HeadBucket"),
  HEAD_OBJECT("HeadObject"),
  LIST_BUCKETS("ListBuckets"),
  LIST_MULTIPART_UPLOADS("ListMultipartUploads"),
  LIST_OBJECTS_V2("ListObjectsV2"),
  LIST_PARTS("ListParts"),
  PUT_OBJECT("PutObject"),
  UPLOAD_PART("UploadPart"),
  /** Anything else: answered with NotImplemented, unless a script has another answer. */
  OTHER("Other");

  private final String wireName;

  S3Operation(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the API: {@code UploadPart}. */
  public String wireName() {
    return wireName;
  }
}
