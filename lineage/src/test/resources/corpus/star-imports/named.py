import boto3
from a import *
from b import *
from pack import *

db = boto3.resource("dynamodb")
db.Table(TABLE).scan()
db.Table(OTHER).scan()
db.Table(LATE).scan()
db.Table(_HIDDEN).scan()
db.Table(inner.TABLE).scan()
