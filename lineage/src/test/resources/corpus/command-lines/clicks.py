import boto3
import click
import typer

app = typer.Typer()


@click.group()
def cli():
    pass


@cli.command()
@click.option("--table-name", "-t", default="clicked", help="the table")
@click.option("--region", "aws_region", default="eu-west-1", envvar="REGION")
@click.option("--archive", envvar="ARCHIVE_TABLE", default="archive")
@click.option("--needed", required=True)
@click.argument("positional")
def scan(table_name, aws_region, archive, needed, positional):
    resource = boto3.resource("dynamodb", region_name=aws_region)
    resource.Table(table_name).scan()
    resource.Table(archive).scan()
    resource.Table(needed).scan()
    resource.Table(positional).scan()


@app.command()
def typed(
    table: str = typer.Option("typed", "--table", "-t"),
    audit: str = typer.Option("audited", envvar="AUDIT_TABLE"),
    needed: str = typer.Argument(...),
):
    client = boto3.client("dynamodb")
    client.scan(TableName=table)
    client.scan(TableName=audit)
    client.scan(TableName=needed)


if __name__ == "__main__":
    cli()
