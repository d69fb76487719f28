import os

import boto3


def handler(event, context):
    boto3.resource("dynamodb").Table(os.environ["TABLE_NAME"]).get_item(Key={})
