import boto3 as b

import app.deep.inner
from app import config as settings
from app.deep import DEEP
from app.names import ALIASED as OTHER

from . import names
from .config import OVERRIDE, STARRED, SWITCHED
from .helper import make

dynamodb = b.resource("dynamodb")


def use():
    dynamodb.Table(STARRED).scan()
    dynamodb.Table(OTHER).scan()
    dynamodb.Table(names.ALIASED).scan()
    dynamodb.Table(settings.STARRED).scan()
    dynamodb.Table(app.deep.inner.DEEP).scan()
    dynamodb.Table(DEEP).scan()
    dynamodb.Table(OVERRIDE).scan()
    dynamodb.Table(SWITCHED).scan()
    make("made").scan()
