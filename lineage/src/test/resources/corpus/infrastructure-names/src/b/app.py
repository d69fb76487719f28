import os

import boto3

dynamodb = boto3.resource("dynamodb")


def handler(event, context):
    dynamodb.Table(os.environ["IMPORTED"]).get_item(Key=event)
    dynamodb.Table(os.environ["MISSING"]).get_item(Key=event)
