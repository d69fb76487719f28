import boto3

client = boto3.client("dynamodb")


def display():
    params = {"TableName": "display", "Limit": 1}
    client.scan(**params)


def changed(flag):
    params = dict(TableName="before")
    params["TableName"] = "after"
    params.update(IndexName="idx")
    if flag:
        params["ExclusiveStartKey"] = {}
    client.query(**params)


def branch(flag):
    params = {}
    if flag:
        params["TableName"] = "yes"
        client.scan(**params)
    else:
        params["TableName"] = "no"
        client.query(**params)


def merged():
    base = {"TableName": "merged"}
    client.get_item(**{**base, "Key": {}})
    client.get_item(**(base | {"Key": {}}))


def through(**kwargs):
    client.get_item(**kwargs)


def caller():
    through(TableName="through", Key={})


def unknown(params):
    client.get_item(**params)
