variable "name" {}

resource "aws_dynamodb_table" "this" {
  name     = var.name
  hash_key = "sku"

  attribute {
    name = "sku"
    type = "S"
  }
}

output "table_name" {
  value = aws_dynamodb_table.this.name
}

output "table_arn" {
  value = aws_dynamodb_table.this.arn
}
