import boto3

GRÜSSE = "grüße-😀"


def ünïcode(): x = "😀"; boto3.resource("dynamodb").Table(GRÜSSE).scan()
