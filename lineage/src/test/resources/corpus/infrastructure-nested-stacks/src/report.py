import os

import boto3

dynamodb = boto3.resource("dynamodb")


def handler(event, context):
    dynamodb.Table(os.environ["ARCHIVED"]).get_item(Key={"id": "1"})
    dynamodb.Table(os.environ["ARCHIVE_LOG"]).get_item(Key={"id": "1"})
    dynamodb.Table(os.environ["ELSEWHERE"]).get_item(Key={"id": "1"})
    dynamodb.Table(os.environ["MISSING"]).get_item(Key={"id": "1"})
