import common

import boto3


def handler(event, context):
    boto3.resource("dynamodb").Table(common.TABLE).put_item(Item=event)
