import uuid

import boto3

table = boto3.resource("dynamodb").Table("documents")
s3 = boto3.client("s3")
store = boto3.resource("s3")


def pointer_first(name, body):
    key = f"documents/{uuid.uuid4()}"
    table.put_item(Item={"id": name, "s3_key": key})
    s3.put_object(Bucket="b", Key=key, Body=body)


def address_first(name, path):
    key = "documents/" + name
    item = {"id": name}
    item["url"] = f"s3://b/{key}"
    table.put_item(Item=item)
    s3.upload_file(path, "b", key)


def same_expression(name, body):
    table.update_item(
        Key={"id": name},
        UpdateExpression="SET document = :d",
        ExpressionAttributeValues={":d": f"documents/{name}.json"},
    )
    store.Object("b", f"documents/{name}.json").put(Body=body)


def bucket_object(name, file):
    key = f"documents/{name}"
    table.put_item(Item={"id": name, "at": key})
    store.Bucket("b").upload_fileobj(file, key)


class Documents:
    def save(self, name, body):
        key = f"documents/{name}"
        self._point(name, key)
        self._upload(key, body)

    def _point(self, name, key):
        table.put_item(Item={"id": name, "s3_key": key})

    def _upload(self, where, body):
        s3.put_object(Bucket="b", Key=where, Body=body)


def object_first(name, body):
    key = f"documents/{uuid.uuid4()}"
    s3.put_object(Bucket="b", Key=key, Body=body)
    table.put_item(Item={"id": name, "s3_key": key})


def announced_then_committed(name, body):
    key = f"documents/{name}"
    table.put_item(Item={"id": name, "s3_key": key, "state": "pending"})
    s3.put_object(Bucket="b", Key=key, Body=body)
    table.update_item(Key={"id": name}, UpdateExpression="SET #s = :ready")


def no_pointer(name, body):
    table.put_item(Item={"id": name, "state": "new"})
    s3.put_object(Bucket="b", Key=f"log/{name}", Body=body)


def either(name, body, large):
    key = f"documents/{name}"
    if large:
        s3.put_object(Bucket="b", Key=key, Body=body)
    else:
        table.put_item(Item={"id": name, "inline": body, "s3_key": key})


def early(name, body, known):
    key = f"documents/{name}"
    if known:
        table.put_item(Item={"id": name, "s3_key": key})
        return
    s3.put_object(Bucket="b", Key=key, Body=body)


def read_only(name, body):
    key = f"documents/{name}"
    table.get_item(Key={"id": key})
    s3.put_object(Bucket="b", Key=key, Body=body)


def not_of_s3(queue, name, body):
    key = f"documents/{name}"
    table.put_item(Item={"id": name, "s3_key": key})
    queue.put_object(Key=key, Body=body)
