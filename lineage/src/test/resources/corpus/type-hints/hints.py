from __future__ import annotations

from typing import TYPE_CHECKING, Optional

import boto3

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient, DynamoDBServiceResource
    from mypy_boto3_dynamodb.service_resource import Table
    from types_aiobotocore_dynamodb.client import DynamoDBClient as AsyncClient


def client(dynamodb: DynamoDBClient):
    dynamodb.get_item(TableName="hinted", Key={})


def resource(dynamodb: "DynamoDBServiceResource"):
    dynamodb.Table("by-resource").scan()


def table(table: Optional[Table] = None):
    table.scan()


async def later(client: AsyncClient | None):
    await client.scan(TableName="async")


class Holder:
    table: Table

    def use(self):
        self.table.scan()


class Repo:
    def __init__(self):
        self.table = boto3.resource("dynamodb").Table("repo")


def handler(repo: Repo):
    repo.table.scan()
