import boto3
import pytest
from moto import mock_aws


@pytest.fixture
def table():
    with mock_aws():
        dynamodb = boto3.resource("dynamodb")
        yield dynamodb.create_table(TableName="moto-table")


@pytest.fixture(params=["param-a", "param-b"])
def each(request):
    return boto3.resource("dynamodb").Table(request.param)


@pytest.fixture
def prefix():
    return "composed"
