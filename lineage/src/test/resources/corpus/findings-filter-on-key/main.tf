resource "aws_dynamodb_table" "orders" {
  name      = "orders"
  hash_key  = "customer"
  range_key = "day"

  global_secondary_index {
    name            = "by-state"
    hash_key        = "state"
    projection_type = "ALL"
  }
}
