resource "aws_dynamodb_table" "given" {
  name = var.name
}

variable "name" {}
