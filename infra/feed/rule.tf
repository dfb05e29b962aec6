# CloudTrail tells EventBridge about calls in this account and region within seconds.
# A rule in its default state never gets the read-only management events (Describe, Get, List),
# so nothing has to be said about those beyond the pattern below.
resource "aws_cloudwatch_event_rule" "changes" {
  name        = "${var.name}-changes"
  description = "CloudTrail management events that may have changed something, for drift detection."
  tags        = var.tags

  event_pattern = jsonencode({
    # PutEvents refuses sources that begin with "aws.", so nobody can forge an event that passes here.
    source = [{ prefix = "aws." }]

    # Calls by people and programs, changes AWS makes by itself, and console actions that are no API call.
    # Sign-ins and insights change no resource and have detail types of their own.
    "detail-type" = [
      "AWS API Call via CloudTrail",
      "AWS Service Event via CloudTrail",
      "AWS Console Action via CloudTrail",
    ]

    # A pattern drops an event in which a field that it names is missing. Some service events have no readOnly, and
    # records made before 2020 have no eventCategory: each field may therefore be absent, but must not say otherwise.
    # Data events (objects, invocations) and network activity stay out. Failed calls come along, because a refused
    # attempt belongs in the audit; DriftStream does not report them as drift.
    detail = {
      "$or" = [
        { readOnly = [false], eventCategory = ["Management"] },
        { readOnly = [false], eventCategory = [{ exists = false }] },
        { readOnly = [{ exists = false }], eventCategory = ["Management"] },
        { readOnly = [{ exists = false }], eventCategory = [{ exists = false }] },
      ]
    }
  })
}

resource "aws_cloudwatch_event_target" "queue" {
  rule = aws_cloudwatch_event_rule.changes.name
  arn  = aws_sqs_queue.events.arn

  # EventBridge tries for 24 hours (185 times) and then parks the event here, with the reason in its message attributes.
  dead_letter_config {
    arn = aws_sqs_queue.parked.arn
  }

  # Without the permission to send, the first events would go to nobody.
  depends_on = [aws_sqs_queue_policy.events, aws_sqs_queue_policy.parked]
}
