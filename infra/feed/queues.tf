locals {
  visibility_timeout = 60
  receives           = 5
  fourteen_days      = 14 * 24 * 60 * 60
  rule_arns          = concat([aws_cloudwatch_event_rule.changes.arn], aws_cloudwatch_event_rule.sessions[*].arn, aws_cloudwatch_event_rule.switches[*].arn)
}

resource "aws_sqs_queue" "events" {
  name                       = "${var.name}-events"
  sqs_managed_sse_enabled    = true
  visibility_timeout_seconds = local.visibility_timeout
  message_retention_seconds  = local.fourteen_days
  receive_wait_time_seconds  = 20
  tags                       = var.tags

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.parked.arn
    maxReceiveCount     = local.receives
  })
}

# What DriftStream could not read five times, and what EventBridge could not deliver.
resource "aws_sqs_queue" "parked" {
  name                      = "${var.name}-parked"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = local.fourteen_days
  tags                      = var.tags
}

resource "aws_sqs_queue_redrive_allow_policy" "parked" {
  queue_url = aws_sqs_queue.parked.id

  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.events.arn]
  })
}

# Whoever can write into the queue can invent drift, so the policy also refuses what IAM alone would allow.
data "aws_iam_policy_document" "events" {
  statement {
    sid       = "TheRulesMaySend"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.events.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = local.rule_arns
    }
  }

  statement {
    sid       = "NobodyElseMaySend"
    effect    = "Deny"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.events.arn]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    # A call without a source ARN, which is any call by a person or a program, is not equal to a rule's either.
    condition {
      test     = "ArnNotEquals"
      variable = "aws:SourceArn"
      values   = local.rule_arns
    }

    dynamic "condition" {
      for_each = length(var.redrive_principals) == 0 ? [] : [var.redrive_principals]

      content {
        test     = "ArnNotEquals"
        variable = "aws:PrincipalArn"
        values   = condition.value
      }
    }
  }
}

resource "aws_sqs_queue_policy" "events" {
  queue_url = aws_sqs_queue.events.id
  policy    = data.aws_iam_policy_document.events.json
}

# SQS itself moves messages here without asking a policy; EventBridge has to be let in.
data "aws_iam_policy_document" "parked" {
  statement {
    sid       = "TheRulesMayPark"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.parked.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = local.rule_arns
    }
  }
}

resource "aws_sqs_queue_policy" "parked" {
  queue_url = aws_sqs_queue.parked.id
  policy    = data.aws_iam_policy_document.parked.json
}
