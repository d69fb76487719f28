import boto3
from flask import Blueprint, current_app, g

blueprint = Blueprint("orders", __name__)


def get_table():
    if "table" not in g:
        g.table = boto3.resource("dynamodb").Table(current_app.config["ORDERS_TABLE"])
    return g.table


@blueprint.route("/orders")
def orders():
    return get_table().scan()


@blueprint.route("/users")
def users():
    return boto3.resource("dynamodb").Table(current_app.config["USERS_TABLE"]).scan()


@blueprint.route("/audit")
def audit():
    return boto3.resource("dynamodb").Table(current_app.config.get("AUDIT_TABLE")).scan()


@blueprint.before_request
def prepare():
    g.client = boto3.client("dynamodb")


@blueprint.route("/direct")
def direct():
    return g.client.scan(TableName="direct")


@blueprint.route("/unknown")
def unknown():
    return boto3.resource("dynamodb").Table(current_app.config["NOWHERE"]).scan()


@blueprint.route("/stock")
def stock():
    return boto3.resource("dynamodb").Table(current_app.config["STOCK_TABLE"]).scan()
