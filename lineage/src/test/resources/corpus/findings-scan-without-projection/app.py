import boto3

table = boto3.resource("dynamodb").Table("orders")
pages = boto3.client("dynamodb").get_paginator("scan")


def whole():
    return table.scan(Limit=10)


def whole_by_pages():
    return pages.paginate(TableName="orders")


def projected():
    return table.scan(ProjectionExpression="id", Limit=10)


def counted():
    return pages.paginate(TableName="orders", Select="COUNT")


def old_style():
    return table.scan(AttributesToGet=["id"], Limit=10)


def unknown_arguments(arguments):
    return table.scan(Limit=10, **arguments)


def queried():
    return table.query(KeyConditionExpression="id = :id", Limit=10)
