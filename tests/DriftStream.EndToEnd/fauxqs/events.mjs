// The events and the state of the latency measurement: every event changes the tags of a bucket of its own, by a person of its own.
const account = "111122223333";
const region = "us-east-1";

const padded = (i) => String(i).padStart(6, "0");

export const addressOf = (i) => `aws_s3_bucket.latency_${padded(i)}`;

export const addressPattern = /aws_s3_bucket\.latency_\d{6}/g;

const bucketOf = (i) => `driftstream-latency-${padded(i)}`;

export function envelope(i, run, sentAt) {
  const person = `person.${padded(i)}@example.com`;
  const id = `${run}-${padded(i)}`;
  const time = `${new Date(sentAt).toISOString().slice(0, 19)}Z`;
  return {
    version: "0",
    id,
    "detail-type": "AWS API Call via CloudTrail",
    source: "aws.s3",
    account,
    time,
    region,
    resources: [],
    detail: {
      eventVersion: "1.11",
      userIdentity: {
        type: "AssumedRole",
        principalId: `AROAEXAMPLEEXAMPLE000:${person}`,
        arn: `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/${person}`,
        accountId: account,
        sessionContext: {
          sessionIssuer: {
            type: "Role",
            principalId: "AROAEXAMPLEEXAMPLE000",
            arn: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
            accountId: account,
            userName: "AWSReservedSSO_Admin_0123456789abcdef",
          },
          attributes: { creationDate: time, mfaAuthenticated: "false" },
        },
      },
      eventTime: time,
      eventSource: "s3.amazonaws.com",
      eventName: "PutBucketTagging",
      awsRegion: region,
      sourceIPAddress: "203.0.113.7",
      userAgent: "[aws-cli/2.15.0]",
      requestParameters: {
        bucketName: bucketOf(i),
        tagging: "",
        Host: `${bucketOf(i)}.s3.us-east-1.amazonaws.com`,
        Tagging: {
          xmlns: "http://s3.amazonaws.com/doc/2006-03-01/",
          TagSet: { Tag: [{ Key: "owner", Value: "platform" }, { Key: "drift", Value: "spotted" }] },
        },
      },
      responseElements: null,
      requestID: `sent-${sentAt}`,
      eventID: id,
      readOnly: false,
      resources: [{ accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucketOf(i)}` }],
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: "Management",
    },
  };
}

export function state(count) {
  const resources = Array.from({ length: count }, (_, i) => ({
    mode: "managed",
    type: "aws_s3_bucket",
    name: `latency_${padded(i)}`,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [
      {
        schema_version: 0,
        attributes: {
          arn: `arn:aws:s3:::${bucketOf(i)}`,
          bucket: bucketOf(i),
          id: bucketOf(i),
          region,
          tags: { owner: "platform" },
          tags_all: { owner: "platform" },
        },
      },
    ],
  }));
  return {
    version: 4,
    terraform_version: "1.9.8",
    serial: 1,
    lineage: "5f0c2c1e-4b0e-4d6e-9c39-1a2b3c4d5e6f",
    outputs: {},
    resources,
  };
}
