import boto3

client = boto3.client("dynamodb")
db = boto3.resource("dynamodb")


def write(items):
    answer = client.batch_write_item(RequestItems={"written": items})
    while answer.get("UnprocessedItems"):
        answer = client.batch_write_item(RequestItems=answer["UnprocessedItems"])


def read(keys):
    wanted = {"read": {"Keys": keys}}
    while wanted:
        answer = db.batch_get_item(RequestItems=wanted)
        wanted = answer.get("UnprocessedKeys")


def described():
    table = client.describe_table(TableName="described")["Table"]
    client.scan(TableName=table["TableName"])
    client.scan(TableName=table["TableArn"])


def made():
    answer = client.create_table(TableName="made")
    client.scan(TableName=answer["TableDescription"]["TableName"])


def by_arn():
    client.scan(TableName=db.Table("by-arn").table_arn)


def of_items():
    answer = client.batch_get_item(RequestItems={"asked": {}})
    client.scan(TableName=answer["Responses"]["asked"][0]["name"])
