# All that DriftStream needs to read its events and to notice and fetch those that did not come, and nothing else: no states, no way to send.
data "aws_iam_policy_document" "reader" {
  statement {
    sid = "ReadTheEvents"

    actions = [
      "sqs:ReceiveMessage",
      "sqs:DeleteMessage",
      "sqs:ChangeMessageVisibility",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
    ]

    resources = [aws_sqs_queue.events.arn]
  }

  statement {
    sid       = "CountWhatIsParked"
    actions   = ["sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.parked.arn]
  }

  # CloudTrail knows no resources for this call.
  statement {
    sid       = "FetchWhatWasMissed"
    actions   = ["cloudtrail:LookupEvents"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "reader" {
  # IAM knows no regions, so the name must tell apart the copies of this module.
  name_prefix = "${var.name}-reader-"
  description = "Reads the events that ${aws_sqs_queue.events.name} holds for DriftStream."
  policy      = data.aws_iam_policy_document.reader.json
  tags        = var.tags
}
