import argparse
import os

import boto3


class Fetcher:
    def __init__(self, table_name, region="eu-west-1"):
        self.table = boto3.resource("dynamodb", region_name=region).Table(table_name)

    def fetch(self, key):
        return self.table.get_item(Key={"pk": key})


def main():
    parser = argparse.ArgumentParser(description="fetches")
    parser.add_argument("--table", "-t", default=os.getenv("ORDERS_TABLE", "orders"))
    parser.add_argument("--user-table", default="users")
    parser.add_argument("--given", required=True, default="never")
    parser.add_argument("-o", "--other", dest="elsewhere", default=None)
    parser.add_argument("region")
    group = parser.add_argument_group("more")
    group.add_argument("--audit", type=str, default="audit")
    args = parser.parse_args()
    Fetcher(args.table, args.region).fetch("a")
    client = boto3.client("dynamodb")
    client.scan(TableName=args.user_table)
    client.scan(TableName=args.given)
    client.scan(TableName=args.elsewhere or os.environ["OTHER_TABLE"])
    client.scan(TableName=args.audit)
    client.scan(TableName=f"{args.audit}-archive")
    client.scan(TableName=vars(args)["user_table"])
    spread(**vars(args))


def spread(user_table, **options):
    boto3.client("dynamodb").scan(TableName=user_table)


if __name__ == "__main__":
    main()
