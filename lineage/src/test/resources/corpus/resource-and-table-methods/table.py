import boto3
from boto3.dynamodb.conditions import Attr, Key

dynamodb = boto3.resource("dynamodb")


def resource():
    dynamodb.batch_get_item(RequestItems={"a": {"Keys": []}})
    dynamodb.batch_write_item(RequestItems={"a": []})


def table():
    orders = dynamodb.Table("orders")
    orders.get_item(Key={"id": 1})
    orders.query(IndexName="by-day", KeyConditionExpression=Key("day").eq(1) & Key("at").gt(2))
    orders.scan(FilterExpression=Attr("x").exists())
    orders.put_item(Item={})
    orders.update_item(Key={})
    orders.delete_item(Key={})
    orders.delete()
    orders.load()
    orders.reload()
    orders.wait_until_exists()
    print(orders.item_count, orders.key_schema)


def batch():
    with dynamodb.Table("orders").batch_writer(overwrite_by_pkeys=["id"]) as writer:
        writer.put_item(Item={})
        writer.delete_item(Key={})


def below():
    dynamodb.meta.client.get_item(TableName="low", Key={})
    orders = dynamodb.Table("orders")
    orders.meta.client.scan(TableName=orders.name)


if __name__ == "__main__":
    dynamodb.Table("main").scan()
