import configparser
import os

import boto3
from dynaconf import settings as dynamic

from settings import CONFIGS, Tables, get_env, get_settings, require_env

dynamodb = boto3.resource(service_name="dynamodb")


def pydantic():
    settings = get_settings()
    dynamodb.Table(settings.orders_table).scan()
    dynamodb.Table(settings.users_table).scan()
    dynamodb.Table(get_settings().audit_table).scan()


def dataclass():
    tables = Tables.from_env()
    dynamodb.Table(tables.orders).scan()
    dynamodb.Table(tables.stock).scan()


def by_stage():
    config = CONFIGS[os.environ.get("STAGE", "dev")]()
    dynamodb.Table(config.TABLE).scan()
    dynamodb.Table(config.full).scan()


def through_functions():
    dynamodb.Table(get_env("EVENTS_TABLE", "events")).scan()
    dynamodb.Table(get_env("LOGS_TABLE")).scan()
    dynamodb.Table(require_env("REQUIRED_TABLE")).scan()


def files():
    parser = configparser.ConfigParser()
    parser.read("app.ini")
    dynamodb.Table(parser["dynamodb"]["table"]).scan()
    dynamodb.Table(parser.get("dynamodb", "table", fallback="from-file")).scan()
    dynamodb.Table(dynamic.ORDERS_TABLE).scan()


def nothing_of_none():
    prefix = None
    dynamodb.Table(f"{prefix}-orders").scan()
