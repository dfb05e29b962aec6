# Who is behind a role: the calls that open sessions, of which CloudTrail calls most read-only. A rule in its default
# state never gets those, so this one has the state that does.
resource "aws_cloudwatch_event_rule" "sessions" {
  count = var.sessions ? 1 : 0

  name        = "${var.name}-sessions"
  description = "CloudTrail events that open sessions of roles and users, so that changes can be traced to people and jobs."
  state       = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
  tags        = var.tags

  event_pattern = jsonencode({
    source        = ["aws.sts"]
    "detail-type" = ["AWS API Call via CloudTrail"]

    # AWS's own services open most sessions, for instances, functions and themselves; those name nobody. Pods are the exception.
    # What is no reading call comes through the other rule already.
    detail = {
      eventName = ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"]
      errorCode = [{ exists = false }]
      readOnly  = [true]

      "$or" = [
        { userIdentity = { type = [{ anything-but = "AWSService" }] } },
        { userIdentity = { invokedBy = ["pods.eks.amazonaws.com"] } },
      ]
    }
  })
}

# Switching roles in the console is a sign-in, and the only record that ties a console session to its user.
resource "aws_cloudwatch_event_rule" "switches" {
  count = var.sessions ? 1 : 0

  name        = "${var.name}-switches"
  description = "CloudTrail events of people who switch roles in the console."
  tags        = var.tags

  event_pattern = jsonencode({
    source        = ["aws.signin"]
    "detail-type" = ["AWS Console Sign In via CloudTrail"]
    detail        = { eventName = ["SwitchRole"] }
  })
}

resource "aws_cloudwatch_event_target" "sessions" {
  for_each = { for rule in concat(aws_cloudwatch_event_rule.sessions, aws_cloudwatch_event_rule.switches) : rule.name => rule.name }

  rule = each.value
  arn  = aws_sqs_queue.events.arn

  dead_letter_config {
    arn = aws_sqs_queue.parked.arn
  }

  depends_on = [aws_sqs_queue_policy.events, aws_sqs_queue_policy.parked]
}
