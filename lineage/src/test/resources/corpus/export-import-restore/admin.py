import boto3

client = boto3.client("dynamodb")
BUCKET = "exports"


def export():
    client.export_table_to_point_in_time(TableArn="arn:aws:dynamodb:eu-west-1:1:table/orders", S3Bucket=BUCKET)


def bring_in():
    client.import_table(
        S3BucketSource={"S3Bucket": BUCKET}, InputFormat="DYNAMODB_JSON", TableCreationParameters={"TableName": "imported"}
    )


def restore():
    client.restore_table_from_backup(
        TargetTableName="restored", BackupArn="arn:aws:dynamodb:eu-west-1:1:table/orders/backup/0123"
    )
    client.restore_table_to_point_in_time(SourceTableName="orders", TargetTableName="again")
