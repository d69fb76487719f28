from contextlib import AsyncExitStack

import aioboto3
from aiobotocore.session import AioSession, get_session


async def resource():
    session = aioboto3.Session()
    async with session.resource("dynamodb") as dynamodb:
        table = await dynamodb.Table("orders")
        await table.put_item(Item={})
        async with table.batch_writer() as batch:
            await batch.delete_item(Key={})


async def client():
    session = get_session()
    async with session.create_client("dynamodb", region_name="eu-west-1") as client:
        await client.get_item(TableName="orders", Key={})
        async for page in client.get_paginator("query").paginate(TableName="q"):
            print(page)


async def stacked():
    stack = AsyncExitStack()
    client = await stack.enter_async_context(AioSession().create_client("dynamodb"))
    await client.delete_item(TableName="s", Key={})
