from enum import Enum

import boto3
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="APP_")
    orders_table: str
    users_table: str = "users"
    aliased: str = Field("x", validation_alias="OTHER_NAME")


class Old(BaseSettings):
    table: str

    class Config:
        env_prefix = "old_"


class Model(BaseModel):
    table: str = "model"


class Names(str, Enum):
    ORDERS = "enum-orders"
    USERS = "enum-users"


class Constants:
    CARTS = "carts"


settings = Settings()
TABLES = {"orders": "dict-orders", "nested": {"deep": "deep"}}
dynamodb = boto3.resource("dynamodb")


def use(kind):
    dynamodb.Table(settings.orders_table).scan()
    dynamodb.Table(settings.users_table).scan()
    dynamodb.Table(settings.aliased).scan()
    dynamodb.Table(Old().table).scan()
    dynamodb.Table(Model().table).scan()
    dynamodb.Table(Names.ORDERS.value).scan()
    dynamodb.Table(Constants.CARTS).scan()
    dynamodb.Table(TABLES["orders"]).scan()
    dynamodb.Table(TABLES["nested"]["deep"]).scan()
    dynamodb.Table(TABLES.get("orders", "other")).scan()
    dynamodb.Table(TABLES.get("absent", "other")).scan()
    dynamodb.Table(TABLES["absent"]).scan()
