import boto3

client = boto3.client("dynamodb")


def batches(items):
    client.batch_write_item(RequestItems={"p": [{"PutRequest": {"Item": {}}}]})
    client.batch_write_item(RequestItems={"d": [{"DeleteRequest": {"Key": {}}} for i in items]})
    requests = []
    requests.append({"PutRequest": {"Item": {}}})
    requests.append({"DeleteRequest": {"Key": {}}})
    client.batch_write_item(RequestItems={"both": requests})
    client.batch_write_item(RequestItems={"open": items})


def transaction():
    client.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": "a"}},
            {"Update": {"TableName": "b"}},
            {"Delete": {"TableName": "c"}},
            {"ConditionCheck": {"TableName": "d"}},
        ]
    )
