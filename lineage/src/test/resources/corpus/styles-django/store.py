import boto3
from django.conf import settings

dynamodb = boto3.resource("dynamodb")


def orders():
    return dynamodb.Table(settings.ORDERS_TABLE).scan()


def users():
    return dynamodb.Table(getattr(settings, "USERS_TABLE", "nobody")).scan()


def audit():
    return dynamodb.Table(settings.DYNAMODB["AUDIT"]).scan()


def unknown():
    return dynamodb.Table(settings.NOWHERE).scan()
