resource "aws_dynamodb_table" "users" {
  name             = "users"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"
  attribute {
    name = "id"
    type = "S"
  }
}

module "events" {
  source         = "terraform-aws-modules/dynamodb-table/aws"
  name           = "events"
  hash_key       = "id"
  stream_enabled = true
  attributes     = [{ name = "id", type = "S" }]
}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "code.zip"
}

resource "aws_iam_role" "worker" {
  name = "worker"
}

resource "aws_iam_role_policy" "worker" {
  role   = aws_iam_role.worker.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "dynamodb:PutItem", Resource = "arn:aws:dynamodb:*:*:table/audit" },
      { Effect = "Allow", Action = "dynamodb:*", Resource = aws_dynamodb_table.users.stream_arn },
    ]
  })
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  filename      = data.archive_file.code.output_path
  handler       = "work.run"
  role          = aws_iam_role.worker.arn
}

resource "aws_lambda_event_source_mapping" "users" {
  event_source_arn = aws_dynamodb_table.users.stream_arn
  function_name    = aws_lambda_function.worker.arn
}

resource "aws_lambda_event_source_mapping" "events" {
  event_source_arn = module.events.dynamodb_table_stream_arn
  function_name    = aws_lambda_function.worker.function_name
}
