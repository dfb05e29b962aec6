terraform {
  required_version = ">= 1.3"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.27" # aws_cloudwatch_event_rule.state
    }
  }
}
