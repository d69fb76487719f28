import os
from functools import partialmethod
from typing import Annotated

import boto3
from dependency_injector import containers, providers
from fastapi import Depends, FastAPI, Request

app = FastAPI()


class Repository:
    def __init__(self, resource, table_name):
        self.table = resource.Table(table_name)

    def all(self):
        return self.table.scan()


class Container(containers.DeclarativeContainer):
    resource = providers.Singleton(boto3.resource, "dynamodb")
    orders = providers.Factory(Repository, resource=resource, table_name="orders")
    users = providers.Factory(Repository, resource=resource, table_name=os.environ["USERS"])


def provided():
    container = Container()
    container.orders().all()
    container.users().table.get_item(Key={})


def get_table():
    return boto3.resource("dynamodb").Table(os.environ["HELD"])


Held = Annotated[object, Depends(get_table)]


@app.get("/held")
def held(table: Held):
    return table.scan()


@app.on_event("startup")
def startup():
    app.state.table = boto3.resource("dynamodb").Table("state")


@app.get("/state")
def state(request: Request):
    return request.app.state.table.scan()


class Store:
    def __init__(self):
        self.client = boto3.client("dynamodb")

    def _scan(self, name, limit=None):
        return self.client.scan(TableName=name)

    scan_orders = partialmethod(_scan, "partial-orders")
    scan_users = partialmethod(_scan, name="partial-users", limit=1)


def partial_methods():
    Store().scan_orders()
    Store().scan_users()
