variable "stage" {
  default = "dev"
}

variable "team" {
  type = string
}

locals {
  prefix = "${var.stage}-shop"
  tables = toset(["carts", "visits"])
  common = {
    STAGE = var.stage
  }
}

resource "aws_dynamodb_table" "orders" {
  name             = "${local.prefix}-orders"
  hash_key         = "id"
  range_key        = "created"
  billing_mode     = var.stage == "prod" ? "PROVISIONED" : "PAY_PER_REQUEST"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "created"
    type = "N"
  }

  dynamic "attribute" {
    for_each = { day = "S" }
    content {
      name = attribute.key
      type = attribute.value
    }
  }

  global_secondary_index {
    name               = "by-day"
    hash_key           = "day"
    projection_type    = "INCLUDE"
    non_key_attributes = ["total"]
  }

  local_secondary_index {
    name            = "by-total"
    range_key       = "total"
    projection_type = "KEYS_ONLY"
  }

  ttl {
    attribute_name = "expires"
    enabled        = true
  }
}

resource "aws_dynamodb_table" "each" {
  for_each = local.tables
  name     = format("%s-%s", local.prefix, each.key)
  hash_key = "id"
}

resource "aws_dynamodb_table" "team" {
  name     = "${var.team}-board"
  hash_key = "id"
}

module "stock" {
  source = "./modules/table"
  name   = "${local.prefix}-stock"
}

module "registry" {
  source     = "terraform-aws-modules/dynamodb-table/aws"
  version    = "~> 4.0"
  name       = "registry-table"
  hash_key   = "pk"
  range_key  = "sk"
  attributes = [{ name = "pk", type = "S" }, { name = "sk", type = "S" }]
  global_secondary_indexes = [
    { name = "inverse", hash_key = "sk", range_key = "pk", projection_type = "ALL" }
  ]
}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/../src"
  output_path = "${path.module}/build/code.zip"
}

resource "aws_lambda_function" "api" {
  function_name = "${local.prefix}-api"
  filename      = data.archive_file.code.output_path
  handler       = "app.handler"
  runtime       = "python3.12"
  role          = aws_iam_role.api.arn

  environment {
    variables = merge(local.common, {
      ORDERS   = aws_dynamodb_table.orders.name
      CARTS    = aws_dynamodb_table.each["carts"].id
      BOARD    = aws_dynamodb_table.team.name
      STOCK    = module.stock.table_name
      REGISTRY = module.registry.dynamodb_table_id
      RANDOM   = "x-${random_id.suffix.hex}"
      LOOKUP   = lookup({ a = "from-lookup" }, "a", "no")
      JOINED   = join("-", ["from", "join"])
      CALLED   = templatefile("name.tpl", {})
      CHOSEN   = var.stage == "dev" ? "for-dev" : "for-prod"
    })
  }
}
