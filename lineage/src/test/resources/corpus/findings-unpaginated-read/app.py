import boto3
from boto3.dynamodb.conditions import Key

dynamodb = boto3.resource("dynamodb")
table = dynamodb.Table("orders")


def first_page_only(customer):
    return table.query(KeyConditionExpression=Key("customer").eq(customer))["Items"]


def follows_pages(customer):
    items, start = [], None
    while True:
        more = {"ExclusiveStartKey": start} if start else {}
        page = table.query(KeyConditionExpression=Key("customer").eq(customer), **more)
        items += page["Items"]
        start = page.get("LastEvaluatedKey")
        if not start:
            return items


def one_page(customer):
    return table.query(KeyConditionExpression=Key("customer").eq(customer))


def caller_follows(customer):
    page = one_page(customer)
    return page["Items"], page.get("LastEvaluatedKey")


def limited(customer):
    return table.query(KeyConditionExpression=Key("customer").eq(customer), Limit=1)


def whole_key(customer, order):
    condition = Key("customer").eq(customer) & Key("order").eq(order)
    return table.query(KeyConditionExpression=condition)


def half_key_of_an_index(customer, order):
    condition = Key("customer").eq(customer) & Key("order").eq(order)
    return table.query(IndexName="by-order", KeyConditionExpression=condition)


def by_paginator(customer):
    pages = boto3.client("dynamodb").get_paginator("query")
    return pages.paginate(TableName="orders", KeyConditionExpression="customer = :c")


def passed_on(read_all):
    return read_all(table.query, KeyConditionExpression=Key("customer").eq("c"))


def unknown_arguments(**arguments):
    return table.query(**arguments)


def counted():
    return table.scan(Select="COUNT")["Count"]
