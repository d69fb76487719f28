import os

import boto3
from aws_lambda_env_modeler import get_environment_variables
from pydantic import BaseModel


class Vars(BaseModel):
    QUOTED: str


def create(event, context):
    dynamodb = boto3.resource("dynamodb")
    dynamodb.Table(os.environ["TASKS"]).put_item(Item=event)
    dynamodb.Table(os.environ["DEPLOYED"]).put_item(Item=event)
    modeled: Vars = get_environment_variables(model=Vars)
    dynamodb.Table(modeled.QUOTED).scan()
