variable "tables" {}
variable "functions" {}
variable "stage" {}

resource "aws_dynamodb_table" "each" {
  for_each = var.tables
  name     = each.value
  hash_key = "id"
}

resource "aws_dynamodb_table" "counted" {
  count    = 2
  name     = "${var.stage}-${count.index}"
  hash_key = "id"
}

resource "aws_dynamodb_table" "plain" {
  name     = "plain-${var.stage}"
  hash_key = "id"
}

resource "aws_lambda_function" "api" {
  for_each      = var.functions
  function_name = "api"
  handler       = "app.handler"
  filename      = "src"
  environment {
    variables = {
      EACH    = each.value
      COUNTED = "${var.stage}-${count.index}"
      PLAIN   = "plain-${var.stage}"
      TAKEN   = aws_dynamodb_table.plain.name
    }
  }
}
