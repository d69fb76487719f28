import unittest

import boto3
import pytest
from store import Store


def test_add(table):
    Store("moto-table").add({})
    assert table.scan()["Items"] == [{}]


def test_each(each):
    each.scan()


@pytest.mark.parametrize("name,count", [("row-a", 1), ("row-b", 2)])
def test_rows(name, count):
    boto3.resource("dynamodb").Table(name).scan()


@pytest.mark.parametrize("name", ["single-a", pytest.param("single-b", id="b")])
def test_single(name, prefix):
    boto3.client("dynamodb").scan(TableName=f"{prefix}-{name}")


def test_by_name(request):
    request.getfixturevalue("table").query()


class TestGrouped:
    @pytest.fixture
    def own(self):
        return boto3.resource("dynamodb").Table("class-fixture")

    def test_own(self, own):
        own.scan()

    def setup_method(self):
        self.table = boto3.resource("dynamodb").Table("setup-method")

    def test_field(self):
        self.table.scan()


class StoreTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.client = boto3.client("dynamodb")
        cls.name = "set-up-class"

    def setUp(self):
        self.table = boto3.resource("dynamodb").Table(self.name)

    def test_both(self):
        self.table.scan()
        self.client.scan(TableName=self.name)
