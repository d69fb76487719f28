import boto3

audit = boto3.resource("dynamodb").Table("audit")


def notify(event, context):
    for record in event["Records"]:
        audit.put_item(Item={"id": record["eventID"]}, ConditionExpression="attribute_not_exists(id)")
