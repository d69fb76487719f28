from typing import Annotated

import boto3
from chalice import Blueprint, Chalice
from fastapi import Depends, FastAPI

app = Chalice(app_name="shop")
api = FastAPI()
blueprint = Blueprint(__name__)
_DB = None


def get_app_db():
    global _DB
    if _DB is None:
        _DB = Todos(boto3.resource("dynamodb").Table("todos"))
    return _DB


class Todos:
    def __init__(self, table_resource):
        self._table = table_resource

    def list_items(self):
        return self._table.query(KeyConditionExpression="a")


@blueprint.route("/todos", methods=["GET"])
def todos():
    return get_app_db().list_items()


def get_table():
    return boto3.resource("dynamodb").Table("depends")


def get_session_table():
    table = boto3.resource("dynamodb").Table("yielded")
    try:
        yield table
    finally:
        pass


@api.get("/items")
def items(table=Depends(get_table)):
    return table.scan()


@api.get("/more")
async def more(table: Annotated[object, Depends(get_session_table)]):
    return table.scan()


class Service:
    def __init__(self, table=Depends(get_table)):
        self.table = table

    def all(self):
        return self.table.scan()


@api.get("/service")
def service(service: Service = Depends()):
    return service.all()
