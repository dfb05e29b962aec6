// The events and the state of the measurements: every event changes the tags of a bucket, usually of its own and by a person of its own.
const account = "111122223333";
const region = "us-east-1";
const gateId = "sg-0c5d7e9f1a2b3c4d5";

const padded = (i) => String(i).padStart(6, "0");

export const addressOf = (i) => `aws_s3_bucket.latency_${padded(i)}`;

export const addressPattern = /aws_s3_bucket\.latency_\d{6}|aws_security_group\.gate/g;

export const gate = "aws_security_group.gate";

const bucketOf = (i) => `driftstream-latency-${padded(i)}`;

const personOf = (i) => `person.${padded(i)}@example.com`;

// What every record has, whatever it tells of.
function record(id, sentAt, person, source, name, requestParameters) {
  const time = `${new Date(sentAt).toISOString().slice(0, 19)}Z`;
  return {
    version: "0",
    id,
    "detail-type": "AWS API Call via CloudTrail",
    source: `aws.${source}`,
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
      eventSource: `${source}.amazonaws.com`,
      eventName: name,
      awsRegion: region,
      sourceIPAddress: "203.0.113.7",
      userAgent: "[aws-cli/2.15.0]",
      requestParameters,
      responseElements: null,
      requestID: `sent-${sentAt}`,
      eventID: id,
      readOnly: false,
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: "Management",
    },
  };
}

// A change of a bucket's tags; with isBack they are set to what the state holds.
export function envelope(i, run, sentAt, { person = personOf(i), bucket = i, isBack = false } = {}) {
  const added = isBack ? [] : [{ Key: "drift", Value: "spotted" }];
  const message = record(`${run}-${padded(i)}`, sentAt, person, "s3", "PutBucketTagging", {
    bucketName: bucketOf(bucket),
    tagging: "",
    Host: `${bucketOf(bucket)}.s3.us-east-1.amazonaws.com`,
    Tagging: { xmlns: "http://s3.amazonaws.com/doc/2006-03-01/", TagSet: { Tag: [{ Key: "owner", Value: "platform" }, ...added] } },
  });
  message.detail.resources = [{ accountId: account, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${bucketOf(bucket)}` }];
  return message;
}

// Somebody opens a port of the one security group to the world: critical.
export const opened = (run, sentAt) =>
  record(`${run}-gate`, sentAt, "mallory@example.com", "ec2", "AuthorizeSecurityGroupIngress", {
    groupId: gateId,
    ipPermissions: {
      items: [{ ipProtocol: "tcp", fromPort: 22, toPort: 22, groups: {}, ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] }, ipv6Ranges: {}, prefixListIds: {} }],
    },
  });

const managed = (type, name, attributes) => ({
  mode: "managed",
  type,
  name,
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances: [{ schema_version: 0, attributes }],
});

export function state(count) {
  const buckets = Array.from({ length: count }, (_, i) =>
    managed("aws_s3_bucket", `latency_${padded(i)}`, {
      arn: `arn:aws:s3:::${bucketOf(i)}`,
      bucket: bucketOf(i),
      id: bucketOf(i),
      region,
      tags: { owner: "platform" },
      tags_all: { owner: "platform" },
    }),
  );
  const group = managed("aws_security_group", "gate", {
    arn: `arn:aws:ec2:${region}:${account}:security-group/${gateId}`,
    egress: [],
    id: gateId,
    ingress: [],
    name: "gate",
    region,
    tags: {},
    tags_all: {},
    vpc_id: "vpc-0a1b2c3d4e5f60718",
  });
  return {
    version: 4,
    terraform_version: "1.9.8",
    serial: 1,
    lineage: "5f0c2c1e-4b0e-4d6e-9c39-1a2b3c4d5e6f",
    outputs: {},
    resources: [...buckets, group],
  };
}
