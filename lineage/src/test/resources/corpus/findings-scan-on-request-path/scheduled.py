import boto3


def run(event, context):
    return boto3.resource("dynamodb").Table("orders").scan(ProjectionExpression="id", Limit=10)
