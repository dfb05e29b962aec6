// Writes an invented month of a small company for the report's test: events.json and shop.tfstate into a folder.
// Usage: node story.mjs FOLDER
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const account = '210987654321';
const home = 'eu-central-1';
const managed = [];
const events = [];

const add = (type, name, attributes) => managed.push({ mode: 'managed', type, name, provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances: [{ schema_version: 0, attributes }] });
const bucket = name => add('aws_s3_bucket', name, { id: `harbour-${name}`, bucket: `harbour-${name}`, arn: `arn:aws:s3:::harbour-${name}`, region: home, tags: { Team: name }, tags_all: { Team: name } });
const rule = (port, cidr) => ({ from_port: port, to_port: port, protocol: 'tcp', cidr_blocks: [cidr], description: '', ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], self: false });
const group = (name, id, ...ports) => add('aws_security_group', name, {
  id, name, arn: `arn:aws:ec2:${home}:${account}:security-group/${id}`, description: 'Managed', owner_id: account, vpc_id: 'vpc-0a1b2c3d4e5f60718', tags: {}, tags_all: {},
  ingress: ports.map(port => rule(port, '0.0.0.0/0')), egress: [],
});

['invoices', 'images', 'exports'].forEach(bucket);
group('web', 'sg-0c2d4e6f8a1b3c5d7', 443);
group('jobs', 'sg-0f1e2d3c4b5a69788', 8443);
add('aws_db_instance', 'orders', { id: 'db-ORDERS7Q', identifier: 'orders', arn: `arn:aws:rds:${home}:${account}:db:orders`, resource_id: 'db-ORDERS7Q', deletion_protection: true, backup_retention_period: 14, instance_class: 'db.r6g.large', multi_az: true, engine: 'postgres', tags: {}, tags_all: {} });
add('aws_sqs_queue', 'mail', { id: `https://sqs.${home}.amazonaws.com/${account}/mail`, url: `https://sqs.${home}.amazonaws.com/${account}/mail`, name: 'mail', arn: `arn:aws:sqs:${home}:${account}:mail`, visibility_timeout_seconds: 30, message_retention_seconds: 345600, tags: {}, tags_all: {} });
add('aws_lambda_function', 'resize', { id: 'resize', function_name: 'resize', arn: `arn:aws:lambda:${home}:${account}:function:resize`, timeout: 15, memory_size: 256, runtime: 'nodejs22.x', handler: 'index.handler', role: `arn:aws:iam::${account}:role/resize`, environment: [], tags: {}, tags_all: {} });
add('aws_iam_user', 'reporting', { id: 'reporting', name: 'reporting', arn: `arn:aws:iam::${account}:user/reporting`, path: '/', unique_id: 'AIDA5REPORTINGUSER01', tags: {}, tags_all: {} });
add('aws_iam_role', 'resize', { id: 'resize', name: 'resize', arn: `arn:aws:iam::${account}:role/resize`, path: '/', managed_policy_arns: [], inline_policy: [], max_session_duration: 3600, tags: {}, tags_all: {}, assume_role_policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}' });
add('aws_dynamodb_table', 'carts', { id: 'carts', name: 'carts', arn: `arn:aws:dynamodb:${home}:${account}:table/carts`, billing_mode: 'PAY_PER_REQUEST', deletion_protection_enabled: false, tags: {}, tags_all: {} });

const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const session = (role, name, from, agent) => ({
  userIdentity: {
    type: 'AssumedRole', principalId: `AROA3HARBOURSAMPLE01:${name}`, arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`, accountId: account, accessKeyId: 'ASIA3HARBOURSAMPLE01',
    sessionContext: { sessionIssuer: { type: 'Role', principalId: 'AROA3HARBOURSAMPLE01', arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: role }, attributes: { mfaAuthenticated: 'false' } },
  },
  sourceIPAddress: from, userAgent: agent,
});
const people = {
  mira: session('AWSReservedSSO_Operations_7c1d2e3f4a5b6c7d', 'mira@harbour.example', '198.51.100.17', browser),
  tom: session('AWSReservedSSO_Developers_1a2b3c4d5e6f7a8b', 'tom@harbour.example', '198.51.100.44', 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux'),
  deploy: session('ci-deploy', 'GitHubActions', '203.0.113.88', 'Boto3/1.40.2 md/Botocore#1.40.2 ua/2.1 os/linux'),
  root: { userIdentity: { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account }, sourceIPAddress: '198.51.100.9', userAgent: browser },
};

const did = (who, when, source, eventName, requestParameters, responseElements = null, awsRegion = home) => events.push({
  eventVersion: '1.11', ...people[who], eventTime: `2026-09-${when}Z`, eventSource: `${source}.amazonaws.com`, eventName, awsRegion, requestParameters, responseElements,
  eventID: createHash('sha256').update(`${events.length}`).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
  readOnly: false, eventType: 'AwsApiCall', managementEvent: true, recipientAccountId: account, eventCategory: 'Management',
});
const port = (who, when, name, groupId, number, cidr) => did(who, when, 'ec2', name, {
  groupId, ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: number, toPort: number, groups: {}, ipRanges: { items: [{ cidrIp: cidr }] }, ipv6Ranges: {}, prefixListIds: {} }] },
}, { _return: true });
const tags = (who, when, name, values) => did(who, when, 's3', 'PutBucketTagging', {
  bucketName: `harbour-${name}`, Host: `harbour-${name}.s3.${home}.amazonaws.com`, tagging: '',
  Tagging: { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/', TagSet: { Tag: Object.entries(values).map(([Key, Value]) => ({ Key, Value })) } },
});

tags('mira', '01T08:12:09', 'invoices', { Team: 'invoices', CostCentre: '4711' });
tags('mira', '01T08:14:31', 'images', { Team: 'images', CostCentre: '4711' });
tags('mira', '01T08:15:02', 'exports', { Team: 'exports', CostCentre: '4711' });
port('tom', '03T15:41:20', 'AuthorizeSecurityGroupIngress', 'sg-0f1e2d3c4b5a69788', 5432, '198.51.100.44/32');
port('tom', '03T17:02:55', 'RevokeSecurityGroupIngress', 'sg-0f1e2d3c4b5a69788', 5432, '198.51.100.44/32');
did('deploy', '04T09:30:11', 'lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'resize', timeout: 60, memorySize: 512 }, { functionName: 'resize', timeout: 60, memorySize: 512 });
did('deploy', '04T09:31:40', 'sqs', 'SetQueueAttributes', { queueUrl: `https://sqs.${home}.amazonaws.com/${account}/mail`, attributes: { VisibilityTimeout: '90' } });
did('tom', '08T13:05:18', 'iam', 'CreateAccessKey', { userName: 'reporting' }, { accessKey: { userName: 'reporting', accessKeyId: 'AKIA3HARBOURSAMPLE99', status: 'Active', createDate: 'Sep 8, 2026, 1:05:18 PM' } }, 'us-east-1');
did('mira', '11T22:47:03', 'rds', 'ModifyDBInstance', { dBInstanceIdentifier: 'orders', deletionProtection: false, backupRetentionPeriod: 1, applyImmediately: true }, { dBInstanceIdentifier: 'orders', dBInstanceArn: `arn:aws:rds:${home}:${account}:db:orders` });
port('mira', '11T22:58:12', 'AuthorizeSecurityGroupIngress', 'sg-0c2d4e6f8a1b3c5d7', 22, '0.0.0.0/0');
port('mira', '11T23:36:40', 'RevokeSecurityGroupIngress', 'sg-0c2d4e6f8a1b3c5d7', 22, '0.0.0.0/0');
tags('tom', '15T10:20:00', 'exports', { Team: 'exports' });
did('root', '17T06:02:41', 'iam', 'AttachRolePolicy', { roleName: 'resize', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }, null, 'us-east-1');
did('deploy', '18T11:11:11', 'sqs', 'CreateQueue', { queueName: 'mail-retry' }, { queueUrl: `https://sqs.${home}.amazonaws.com/${account}/mail-retry` });
did('deploy', '18T11:12:47', 'lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'resize', timeout: 120, memorySize: 512 }, { functionName: 'resize', timeout: 120, memorySize: 512 });
did('tom', '22T16:30:05', 'dynamodb', 'DeleteTable', { tableName: 'carts' }, { tableDescription: { tableName: 'carts', tableArn: `arn:aws:dynamodb:${home}:${account}:table/carts`, tableStatus: 'DELETING' } });
port('tom', '24T09:08:00', 'AuthorizeSecurityGroupIngress', 'sg-0f1e2d3c4b5a69788', 3389, '0.0.0.0/0');
// A tag of somebody who hopes that nobody escapes it.
tags('tom', '24T09:15:30', 'images', { Team: 'images', Note: '</script><img src=x onerror="document.title=1">\u2028end' });

writeFileSync(join(folder, 'events.json'), JSON.stringify({ Records: events }));
writeFileSync(join(folder, 'shop.tfstate'), JSON.stringify({ version: 4, terraform_version: '1.11.0', serial: 88, lineage: '5d0c6a41-6f0e-4d8b-9a57-3f2b1c0d9e8f', outputs: {}, resources: managed, check_results: null }));
