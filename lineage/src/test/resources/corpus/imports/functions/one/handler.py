from common import TABLE

import boto3


def handler(event, context):
    boto3.resource("dynamodb").Table(TABLE).put_item(Item=event)
