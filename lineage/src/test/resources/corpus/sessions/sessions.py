import boto3
from boto3 import Session
from boto3.session import Session as Base

SERVICE = "dynamodb"


def all_kinds():
    boto3.Session(profile_name="p").client("dynamodb").scan(TableName="a")
    Session().resource(service_name="dynamodb").Table("b").scan()
    Base(region_name="x").client(SERVICE).scan(TableName="c")
    boto3.client(service_name="dynamodb").scan(TableName="d")


def other():
    boto3.client("s3").scan(TableName="no")
    boto3.client("dynamodbstreams").get_item(TableName="no")
    boto3.resource("iot").Table("no").scan()
