import json
import os

import boto3

dynamodb = boto3.resource("dynamodb")
ssm = boto3.client("ssm")
secrets = boto3.client("secretsmanager")
cloudformation = boto3.client("cloudformation")


def parameter():
    name = ssm.get_parameter(Name="/app/table")["Parameter"]["Value"]
    dynamodb.Table(name).scan()


def secret():
    value = json.loads(secrets.get_secret_value(SecretId="app")["SecretString"])
    dynamodb.Table(value["table"]).scan()


def outputs():
    stacks = cloudformation.describe_stacks(StackName="app")["Stacks"]
    found = {output["OutputKey"]: output["OutputValue"] for output in stacks[0]["Outputs"]}
    dynamodb.Table(found["OrdersTable"]).scan()
    name = next(o["OutputValue"] for o in stacks[0]["Outputs"] if o["OutputKey"] == "UsersTable")
    dynamodb.Table(name).scan()


def handler(event, context):
    table = boto3.resource("dynamodb").Table(event["table"])
    table.scan()
    dynamodb.Table(event.get("table", "fallback")).scan()
    dynamodb.Table(context.function_name).scan()


def variable(name, default=None):
    return os.environ.get(name) or default


def required(*names):
    return {name: os.environ[name] for name in names}


def helpers():
    dynamodb.Table(variable("ORDERS", "orders")).scan()
    dynamodb.Table(required("USERS", "AUDIT")["AUDIT"]).scan()
    users, audit = (variable(name) for name in ("USERS", "AUDIT"))
    dynamodb.Table(users).scan()


def matched(kind):
    match kind:
        case "order":
            name = "orders"
        case "user" | "person":
            name = "users"
        case _:
            raise ValueError(kind)
    dynamodb.Table(name).scan()
