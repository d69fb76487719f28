import os

import boto3

dynamodb = boto3.resource("dynamodb")


def handler(event, context):
    dynamodb.Table(os.environ["ORDERS"]).put_item(Item={"id": "1"})
    dynamodb.Table(os.environ["LOG"]).put_item(Item={"id": "1"})
    dynamodb.Table(os.environ["FROM_STORE"]).put_item(Item={"id": "1"})
    dynamodb.Table(os.environ["DEFAULT"]).put_item(Item={"id": "1"})
