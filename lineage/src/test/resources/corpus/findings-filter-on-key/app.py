import boto3
from boto3.dynamodb.conditions import Attr, Key

dynamodb = boto3.resource("dynamodb")
orders = dynamodb.Table("orders")
unknown = dynamodb.Table("undeclared")


def by_sort_key(customer):
    return orders.query(
        KeyConditionExpression=Key("customer").eq(customer), FilterExpression=Attr("day").gt("x"), Limit=1
    )


def by_key_of_the_index(state):
    return orders.query(
        IndexName="by-state",
        KeyConditionExpression="#s = :s",
        FilterExpression="#d > :d",
        ExpressionAttributeNames={"#s": "state", "#d": "state"},
        Limit=1,
    )


def scan_by_partition_key(customer):
    return orders.scan(FilterExpression=Attr("customer").eq(customer), ProjectionExpression="day", Limit=1)


def scan_by_key_of_an_index(state):
    return orders.scan(FilterExpression=Attr("state").eq(state), ProjectionExpression="day", Limit=1)


def seen_as_a_key():
    unknown.query(KeyConditionExpression=Key("id").eq("1"), Limit=1)
    unknown.scan(FilterExpression="id = :id", ProjectionExpression="id", Limit=1)


def by_something_else(customer):
    return orders.query(
        KeyConditionExpression=Key("customer").eq(customer), FilterExpression=Attr("total").gt(5), Limit=1
    )


def another_index_has_it(customer):
    return orders.query(
        KeyConditionExpression=Key("customer").eq(customer), FilterExpression=Attr("state").eq("x"), Limit=1
    )


def scan_by_sort_key():
    return orders.scan(FilterExpression=Attr("day").gt("x"), ProjectionExpression="day", Limit=1)


def existence():
    return orders.scan(FilterExpression=Attr("customer").exists(), ProjectionExpression="day", Limit=1)
