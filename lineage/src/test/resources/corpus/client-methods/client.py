import boto3

client = boto3.client("dynamodb")


def reads():
    client.get_item(TableName="t", Key={"id": {"S": "1"}})
    client.query(TableName="t")
    client.scan(TableName="t")
    client.batch_get_item(RequestItems={"a": {}, "b": {}})
    client.transact_get_items(TransactItems=[{"Get": {"TableName": "t", "Key": {}}}])


def writes():
    client.put_item(TableName="t", Item={})
    client.update_item(TableName="t", Key={})
    client.delete_item(TableName="t", Key={})
    client.delete_table(TableName="t")
    client.batch_write_item(RequestItems={"t": []})
    client.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": "t", "Item": {}}},
            {"Update": {"TableName": "t", "Key": {}}},
            {"ConditionCheck": {"TableName": "u", "Key": {}}},
        ]
    )


def no_links():
    client.create_table(TableName="made")
    client.describe_table(TableName="t")
    client.update_table(TableName="t")
    client.list_tables()
    client.get_waiter("table_exists").wait(TableName="t")
    client.get_paginator("list_tables").paginate()
