package dev.stator.bench.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Makes a tree of Python as large as asked, the same one each time. Of the twenty modules of a
 * service two touch DynamoDB, one directly and one by calling it, so that a tenth of the lines has
 * to be read closely; short handlers call those, and the others are models, parsers and
 * calculations that never hear of it. A module has some 400 lines of some 40 bytes.
 */
final class PythonTree {
  private static final int MODULES = 20;
  private static final int LINES = 400;

  private final Random random = new Random(42);
  private long bytes;
  private long lines;

  long bytes() {
    return bytes;
  }

  long lines() {
    return lines;
  }

  /** Fills an empty folder with at least as many bytes. */
  void write(Path folder, long size) throws IOException {
    for (int service = 0; bytes < size; service++) {
      Path here = Files.createDirectories(folder.resolve("service_%04d".formatted(service)));
      module(here, "__init__", "");
      module(here, "repository", repository(service));
      module(here, "service", service(service));
      module(here, "handlers", handlers(service));
      for (int other = 3; other < MODULES; other++) {
        module(here, "part_%d".formatted(other), other == 3 ? "" : "from . import part_3\n\n");
      }
    }
  }

  private void module(Path folder, String name, String head) throws IOException {
    StringBuilder text = new StringBuilder(head);
    if (!name.equals("__init__") && !name.equals("handlers")) {
      int count = (int) head.lines().count();
      for (int function = 0; count < LINES; function++) {
        count += filling(text, function);
      }
    }
    byte[] utf8 = text.toString().getBytes(UTF_8);
    Files.write(folder.resolve(name + ".py"), utf8);
    bytes += utf8.length;
    lines += text.chars().filter(c -> c == '\n').count();
  }

  private static String repository(int service) {
    return """
        import os

        import boto3
        from boto3.dynamodb.conditions import Key

        STAGE = os.environ.get("STAGE", "dev")
        dynamodb = boto3.resource("dynamodb")


        class Repository:
            def __init__(self, table=None, name="orders-%1$d"):
                self._name = name
                self._table = table or dynamodb.Table(os.environ["TABLE_%1$d"])

            def get(self, order_id):
                response = self._table.get_item(Key={"pk": order_id})
                return response.get("Item")

            def save(self, order):
                self._table.put_item(Item=order)

            def by_customer(self, customer):
                return self._table.query(
                    IndexName="by-customer",
                    KeyConditionExpression=Key("customer").eq(customer),
                )

            def touch(self, order_id, at):
                self._table.update_item(
                    Key={"pk": order_id},
                    UpdateExpression="SET touched = :at",
                    ExpressionAttributeValues={":at": at},
                )


        def audit(record, table_name=f"audit-{STAGE}-%1$d"):
            dynamodb.Table(table_name).put_item(Item=record)


        """
        .formatted(service);
  }

  private static String service(int service) {
    return """
        from .repository import Repository, audit


        class Service:
            def __init__(self, repository=None):
                self.repository = repository or Repository()

            def place(self, order):
                order["state"] = "PLACED"
                self.repository.save(order)
                audit({"pk": order["pk"], "what": "placed"}, table_name="audit-%d")
                return order

            def of_customer(self, customer):
                return self.repository.by_customer(customer)["Items"]


        """
        .formatted(service);
  }

  private static String handlers(int service) {
    return """
        import json

        from .repository import Repository
        from .service import Service

        service = Service(Repository(name="handled-%d"))


        def place(event, context):
            order = service.place(json.loads(event["body"]))
            return {"statusCode": 200, "body": json.dumps(order)}


        def list_orders(event, context):
            items = service.of_customer(event["pathParameters"]["customer"])
            return {"statusCode": 200, "body": json.dumps(items)}


        """
        .formatted(service);
  }

  /** A function of ordinary code; says how many lines it has. */
  private int filling(StringBuilder text, int function) {
    int before = text.length();
    text.append("def compute_%d(values, factor=%d):\n".formatted(function, random.nextInt(100)));
    text.append("    \"\"\"Weighs the values of one batch.\"\"\"\n    total = 0\n");
    int rules = 3 + random.nextInt(6);
    for (int rule = 0; rule < rules; rule++) {
      text.append(
          "    if values.get(\"field_%d\", 0) > %d and factor != %d:\n"
              .formatted(rule, random.nextInt(1000), random.nextInt(10)));
      text.append(
          "        total += values[\"field_%d\"] * factor + len(str(total))\n".formatted(rule));
      text.append("    else:\n        values[\"rest_%d\"] = [total, factor]\n".formatted(rule));
    }
    text.append(
        "    return {\"total\": total, \"name\": f\"batch-{factor}-%d\"}\n\n\n"
            .formatted(function));
    return (int) text.substring(before).chars().filter(c -> c == '\n').count();
  }
}
