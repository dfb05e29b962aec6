# All that DriftStream needs to read its events, and nothing else: no states, no other queue, no way to send.
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
}

resource "aws_iam_policy" "reader" {
  # IAM knows no regions, so the name must tell apart the copies of this module.
  name_prefix = "${var.name}-reader-"
  description = "Reads the events that ${aws_sqs_queue.events.name} holds for DriftStream."
  policy      = data.aws_iam_policy_document.reader.json
  tags        = var.tags
}
