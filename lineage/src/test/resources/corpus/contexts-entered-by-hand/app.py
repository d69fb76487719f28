from contextlib import asynccontextmanager, contextmanager

import aioboto3
import boto3


class Store:
    def __init__(self):
        self.session = aioboto3.Session()

    async def start(self):
        self._context = self.session.resource("dynamodb")
        self.dynamodb = await self._context.__aenter__()
        self.table = await self.dynamodb.Table("store")

    async def stop(self):
        await self._context.__aexit__(None, None, None)

    async def read(self):
        await self.table.scan()


class Client:
    async def __aenter__(self):
        self._context = aioboto3.Session().client("dynamodb")
        self.client = await self._context.__aenter__()
        return self

    async def __aexit__(self, *exception):
        await self._context.__aexit__(*exception)

    async def read(self):
        await self.client.scan(TableName="client")


async def at_once():
    client = await aioboto3.Session().client("dynamodb").__aenter__()
    await client.scan(TableName="at-once")


@contextmanager
def opened():
    yield boto3.resource("dynamodb").Table("opened")


@asynccontextmanager
async def opened_later():
    async with aioboto3.Session().client("dynamodb") as client:
        yield client


def by_hand():
    context = opened()
    table = context.__enter__()
    table.scan()


async def by_hand_later():
    client = await opened_later().__aenter__()
    await client.scan(TableName="opened-later")


def of_another_service():
    bucket = boto3.client("s3").__enter__()
    bucket.scan(TableName="none")
