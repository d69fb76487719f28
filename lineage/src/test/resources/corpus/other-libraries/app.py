import boto3
import happybase
from pyiceberg.catalog import load_catalog

db = boto3.resource("dynamodb")


def iceberg(name):
    table = load_catalog(name).load_table("a.b")
    table.scan()


def hbase():
    happybase.Connection("host").table("x").scan()


def given(connection):
    table = connection.table("x")
    table.scan()


def ours():
    db.Table("ours").scan()


def by_its_words(table):
    table.query(KeyConditionExpression="pk = :pk")
