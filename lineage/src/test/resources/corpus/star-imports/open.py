import boto3
from a import *
from c import *

db = boto3.resource("dynamodb")
db.Table(TABLE).scan()
db.Table(OTHER).scan()
