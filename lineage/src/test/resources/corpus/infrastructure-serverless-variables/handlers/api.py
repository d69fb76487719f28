import os

import boto3

client = boto3.client("dynamodb")


def handle(event, context):
    client.get_item(TableName=os.environ["ORDERS"], Key={})
    client.get_item(TableName=os.environ["FROM_ENV"], Key={})
    client.get_item(TableName=os.environ["ONLY_ENV"], Key={})
    client.get_item(TableName=os.environ["FROM_FILE"], Key={})
    client.get_item(TableName=os.environ["BY_REFERENCE"], Key={})
    client.get_item(TableName=os.environ["BY_PARAM"], Key={})
    client.get_item(TableName=os.environ["DEPLOYED"], Key={})
    client.get_item(TableName=os.environ["LEFT"], Key={})
    client.get_item(TableName=os.environ["OWN"], Key={})
