output "queue_url" {
  description = "The value for Queue:Url in DriftStream's configuration."
  value       = aws_sqs_queue.events.url
}

output "queue_arn" {
  description = "The queue with the events, for policies and alarms."
  value       = aws_sqs_queue.events.arn
}

output "parked_queue_url" {
  description = "The dead-letter queue: an alarm on its length says that something is not understood or not delivered."
  value       = aws_sqs_queue.parked.url
}

output "parked_queue_arn" {
  description = "The dead-letter queue, for policies and alarms."
  value       = aws_sqs_queue.parked.arn
}

output "rule_arn" {
  description = "The rule that feeds the queue. Whoever disables it blinds DriftStream."
  value       = aws_cloudwatch_event_rule.changes.arn
}

output "reader_policy_arn" {
  description = "Attach this to the role that DriftStream runs as."
  value       = aws_iam_policy.reader.arn
}

output "reader_policy_json" {
  description = "The same policy as a document, for roles that are made elsewhere."
  value       = data.aws_iam_policy_document.reader.json
}
