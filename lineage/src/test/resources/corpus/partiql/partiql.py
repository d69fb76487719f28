import os

import boto3

client = boto3.client("dynamodb")
TABLE = "music"


def verbs():
    client.execute_statement(Statement="SELECT * FROM music WHERE artist=?")
    client.execute_statement(Statement='SELECT * FROM "music"."by-year" WHERE year = ?')
    client.execute_statement(Statement="INSERT INTO music VALUE {'artist': 'FROM other'}")
    client.execute_statement(Statement="update music set a=1 where artist=?")
    client.execute_statement(Statement="DELETE FROM music WHERE artist=? RETURNING ALL OLD *")


def composed(name):
    client.execute_statement(Statement=f'SELECT * FROM "{TABLE}" WHERE x=?')
    client.execute_statement(Statement="DELETE FROM \"{}\"".format(os.environ["MUSIC"]))
    client.execute_statement(Statement="UPDATE %s SET a=1" % name)
    client.execute_statement(Statement=name)


def several():
    client.batch_execute_statement(Statements=[{"Statement": "SELECT * FROM a"}, {"Statement": "SELECT * FROM b"}])
    client.execute_transaction(
        TransactStatements=[
            {"Statement": "EXISTS(SELECT * FROM a WHERE k=? AND v=1)"},
            {"Statement": "UPDATE b SET v=1 WHERE k=?"},
        ]
    )


def other():
    boto3.client("rds-data").execute_statement(sql="SELECT * FROM no")
    boto3.client("redshift-data").batch_execute_statement(Sqls=["SELECT 1"])
