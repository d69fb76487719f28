import asyncio
import contextlib
import functools

import aioboto3
from aiobotocore.session import get_session


async def direct():
    session = aioboto3.Session()
    async with session.resource("dynamodb") as ddb:
        table = await ddb.Table("aio-direct")
        await table.put_item(Item={})
        async with table.batch_writer() as batch:
            await batch.put_item(Item={})


@contextlib.asynccontextmanager
async def table_of(name):
    async with aioboto3.Session().resource("dynamodb") as ddb:
        yield await ddb.Table(name)


async def managed():
    async with table_of("aio-managed") as table:
        await table.scan()


class Client:
    def __init__(self, table_name):
        self.table_name = table_name
        self._stack = contextlib.AsyncExitStack()

    async def __aenter__(self):
        session = get_session()
        self._client = await self._stack.enter_async_context(session.create_client("dynamodb"))
        return self

    async def __aexit__(self, *args):
        await self._stack.aclose()
        await self._client.delete_item(TableName=self.table_name, Key={})

    async def get(self, key):
        return await self._client.get_item(TableName=self.table_name, Key=key)


async def through_class():
    async with Client("aio-client") as client:
        await asyncio.gather(client.get({}), client.get({}))


async def in_threads():
    import boto3

    table = boto3.resource("dynamodb").Table("aio-threads")
    await asyncio.to_thread(table.get_item, Key={})
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, functools.partial(table.put_item, Item={}))
    await loop.run_in_executor(None, lambda: table.scan())


async def pages():
    async with get_session().create_client("dynamodb") as client:
        paginator = client.get_paginator("query")
        async for page in paginator.paginate(TableName="aio-pages"):
            print(page)
