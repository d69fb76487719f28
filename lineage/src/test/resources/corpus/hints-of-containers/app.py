from typing import Iterable, Optional

import boto3
from company import tables
from mypy_boto3_dynamodb.service_resource import Table


class Holder:
    table: Optional[Table] = None

    def use(self):
        self.table.scan()


def of_list(several: list[Table]):
    for table in several:
        table.scan()
    several[0].scan()


def of_dictionary(by_name: dict[str, Table]):
    by_name["a"].scan()


def of_iterable(rows: Iterable["Table"]):
    for row in rows:
        row.query()


def annotated():
    one: "Table" = tables.one
    one.scan()


def of_something_else(rows: list[str]):
    for row in rows:
        row.scan()
