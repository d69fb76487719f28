resource "aws_iam_role" "api" {
  name               = "api"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "orders" {
  statement {
    actions   = ["dynamodb:GetItem", "dynamodb:DeleteItem"]
    resources = [aws_dynamodb_table.orders.arn]
  }
}

resource "aws_iam_policy" "orders" {
  policy = data.aws_iam_policy_document.orders.json
}

resource "aws_iam_role_policy_attachment" "orders" {
  role       = aws_iam_role.api.name
  policy_arn = aws_iam_policy.orders.arn
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.api.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "encoded" {
  role = aws_iam_role.api.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "dynamodb:Get*"
      Resource = [for table in aws_dynamodb_table.each : table.arn]
    }]
  })
}

resource "aws_iam_role_policy" "written" {
  role   = aws_iam_role.api.id
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Action": ["dynamodb:GetItem"],
        "Resource": [
          "${aws_dynamodb_table.team.arn}",
          "${module.stock.table_arn}",
          "${module.registry.dynamodb_table_arn}",
          "arn:aws:dynamodb:*:*:table/from-*",
          "arn:aws:dynamodb:*:*:table/for-dev"
        ]
      }]
    }
  EOF
}
