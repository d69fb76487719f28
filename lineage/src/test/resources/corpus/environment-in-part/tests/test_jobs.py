import os

import boto3

os.environ["JOBS"] = "jobs-of-tests"


def test_jobs():
    boto3.resource("dynamodb").Table(os.environ["JOBS"]).scan()
