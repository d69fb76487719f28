import argparse
import sys

import boto3

COMMON = [
    (["--env"], {"default": "dev"}),
    (["--table"], {"default": "containers"}),
]


def add_common(parser):
    for flags, kwargs in COMMON:
        parser.add_argument(*flags, **kwargs)


def list_command(args):
    boto3.client("dynamodb").scan(TableName=args.table)
    boto3.client("dynamodb").scan(TableName=f"containers-{args.env}")
    return 0


def load_command(args):
    boto3.client("dynamodb").put_item(TableName=args.target, Item={"pk": {"S": "a"}})
    boto3.client("dynamodb").put_item(TableName=args.shared, Item={"pk": {"S": "a"}})


def copy_command(args):
    boto3.client("dynamodb").put_item(TableName=args.target, Item={"pk": {"S": "a"}})


def build():
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", default="shared")
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list")
    add_common(listing)
    listing.set_defaults(func=list_command)
    loading = commands.add_parser("load")
    loading.set_defaults(func=load_command)
    loading.add_argument("--target", default="loaded")
    copying = commands.add_parser("copy")
    copying.add_argument("--target", default="copied")
    copying.set_defaults(func=copy_command)
    return parser


def main():
    args = build().parse_args()
    if args.command == "list":
        boto3.client("dynamodb").scan(TableName=args.table)
    else:
        boto3.client("dynamodb").scan(TableName=args.target)
    return args.func(args)


if __name__ == "__main__":
    sys.exit(main())
