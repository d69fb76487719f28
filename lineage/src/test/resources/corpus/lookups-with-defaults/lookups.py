import boto3
import settings_of_elsewhere
from loader import load

dynamodb = boto3.resource("dynamodb")

TABLES = {"dev": "orders-dev", "prod": "orders-prod"}
MIXED = {"title": "no table", "limits": {"name": "nor this"}, "retries": 3}


class Config:
    def __init__(self):
        self.values = load()

    def get(self, key, default=None):
        value = self.values
        for part in key.split("."):
            try:
                value = value[part]
            except KeyError:
                return default
        return value


config = Config()


def one_of_alikes(stage):
    dynamodb.Table(TABLES[stage]).scan()


def any_of_a_mixture_is_no_name(key):
    dynamodb.Table(MIXED[key]).scan()


def default_of_a_lookup():
    dynamodb.Table(config.get("tables.users", "users-default")).scan()


def default_of_a_mapping_from_outside(app):
    dynamodb.Table(app.config.get("TABLE", "sessions-default")).scan()


def default_of_an_attribute():
    dynamodb.Table(getattr(settings_of_elsewhere, "TABLE", "attribute-default")).scan()
