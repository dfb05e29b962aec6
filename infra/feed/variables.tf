variable "name" {
  description = "What the rule, the queues and the policy are called, and begin with."
  type        = string
  default     = "driftstream"

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_-]{0,39}$", var.name))
    error_message = "The name must begin with a letter and have at most 40 letters, digits, dashes or underscores: AWS limits the names made from it to 64."
  }
}

variable "redrive_principals" {
  description = "ARNs of the roles or users that may put parked messages back into the queue. Nobody but the rule and these can write into it."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.redrive_principals : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/.+$", arn))])
    error_message = "Each entry must be the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/operations. A role is named by its own ARN, not by that of a session."
  }
}

variable "sessions" {
  description = "Also feed the calls that open sessions (AssumeRole and its kin), so that DriftStream can say who is behind a role. Off by default: in accounts with many roles there are more of these calls than of all changes together."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for everything that can carry them."
  type        = map(string)
  default     = {}
}
