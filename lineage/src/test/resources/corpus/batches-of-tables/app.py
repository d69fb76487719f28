import os
import boto3

client = boto3.client("dynamodb")


def certain(keys):
    client.batch_get_item(RequestItems={"a": keys, os.environ["TABLE"]: keys})
    client.transact_get_items(TransactItems=[{"Get": {"TableName": "a"}}, {"Get": {"TableName": "b"}}])


def either(keys, other):
    name = "c" if other else "d"
    client.batch_get_item(RequestItems={"a": keys, name: keys})
    client.batch_get_item(RequestItems={"a": keys} if other else {"b": keys})
    client.transact_get_items(TransactItems=[{"Get": {"TableName": "a"}}, {"Get": {"TableName": name}}])


def built(keys, other):
    requests = {"a": keys}
    if other:
        requests["b"] = keys
    client.batch_get_item(RequestItems=requests)


def handed(requests):
    client.batch_get_item(RequestItems=requests)


handed({"a": {}, "b": {}})
handed({"c": {}})
