using System.Text;
using DriftStream.Core.Terraform;

namespace DriftStream.Benchmarks;

/// <summary>Events and states of the usual size, invented.</summary>
internal static class Samples
{
    /// <summary>A reading call, as four of five records are.</summary>
    public static byte[] ReadOnly { get; } = Event("DescribeSecurityGroups", "ec2.amazonaws.com", """{"securityGroupSet":{"items":[{"groupId":"sg-00000000000000001"}]},"filterSet":{}}""", readOnly: true);

    /// <summary>A change of a bucket that no state holds.</summary>
    public static byte[] Unmatched { get; } = Tagging("somebody-elses-bucket");

    /// <summary>A new tag on a managed bucket: a drift.</summary>
    public static byte[] Matched { get; } = Tagging("orders-7");

    /// <summary>A state with as many buckets, groups, roles and functions as asked for, a quarter each.</summary>
    public static byte[] State(int instances)
    {
        var json = new StringBuilder("""{"version":4,"terraform_version":"1.13.4","serial":7,"lineage":"0c1f4f0e-5d1e-4a64-9f2e-6d0a3a1b2c3d","outputs":{},"resources":[""");
        for (var i = 0; i < instances; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(Resource(i));
        }

        return Encoding.UTF8.GetBytes(json.Append("]}").ToString());
    }

    /// <summary>The state, read.</summary>
    public static TerraformState Read(int instances) => StateReader.Read(State(instances), new StateSource("bench", "memory"));

    private static string Resource(int i)
    {
        var (type, attributes) = (i % 4) switch
        {
            0 => ("aws_security_group", $$$$"""{"id":"sg-{{{{i:x17}}}}","arn":"arn:aws:ec2:eu-west-1:111122223333:security-group/sg-{{{{i:x17}}}}","name":"web-{{{{i}}}}","description":"Managed by Terraform","vpc_id":"vpc-0a1","owner_id":"111122223333","ingress":[{"cidr_blocks":["10.0.0.0/8"],"description":"","from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443}],"egress":[],"tags":{"Name":"web-{{{{i}}}}"},"tags_all":{"Name":"web-{{{{i}}}}"}}"""),
            1 => ("aws_iam_role", $$$$"""{"id":"task-{{{{i}}}}","arn":"arn:aws:iam::111122223333:role/task-{{{{i}}}}","name":"task-{{{{i}}}}","path":"/","assume_role_policy":"{\"Statement\":[{\"Action\":\"sts:AssumeRole\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"}}],\"Version\":\"2012-10-17\"}","managed_policy_arns":[],"inline_policy":[],"tags":{},"tags_all":{}}"""),
            2 => ("aws_lambda_function", $$$$"""{"id":"resize-{{{{i}}}}","arn":"arn:aws:lambda:eu-west-1:111122223333:function:resize-{{{{i}}}}","function_name":"resize-{{{{i}}}}","handler":"app.handler","memory_size":256,"timeout":10,"runtime":"python3.12","role":"arn:aws:iam::111122223333:role/resize","environment":[],"tags":{},"tags_all":{}}"""),
            _ => ("aws_s3_bucket", $$$$"""{"id":"orders-{{{{i}}}}","arn":"arn:aws:s3:::orders-{{{{i}}}}","bucket":"orders-{{{{i}}}}","bucket_domain_name":"orders-{{{{i}}}}.s3.amazonaws.com","region":"eu-west-1","acl":null,"policy":"","versioning":[{"enabled":false,"mfa_delete":false}],"lifecycle_rule":[],"tags":{"Name":"orders-{{{{i}}}}","Environment":"prod"},"tags_all":{"Name":"orders-{{{{i}}}}","Environment":"prod"}}"""),
        };
        return $$$$"""{"mode":"managed","type":"{{{{type}}}}","name":"r{{{{i}}}}","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"schema_version":0,"attributes":{{{{attributes}}}},"sensitive_attributes":[]}]}""";
    }

    private static byte[] Tagging(string bucket) => Event(
        "PutBucketTagging",
        "s3.amazonaws.com",
            $$$$"""{"bucketName":"{{{{bucket}}}}","Host":"{{{{bucket}}}}.s3.eu-west-1.amazonaws.com","tagging":"","Tagging":{"xmlns":"http://s3.amazonaws.com/doc/2006-03-01/","TagSet":{"Tag":[{"Key":"Name","Value":"{{{{bucket}}}}"},{"Key":"Environment","Value":"prod"},{"Key":"drift","Value":"spotted"}]}}}""",
        readOnly: false);

    private static byte[] Event(string name, string source, string parameters, bool readOnly)
    {
        var flag = readOnly ? "true" : "false";
        return Encoding.UTF8.GetBytes(
            $$$$"""{"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLEEXAMPLE:dana@example.com","arn":"arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Ops_0123456789abcdef/dana@example.com","accountId":"111122223333","accessKeyId":"ASIAEXAMPLEEXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROAEXAMPLEEXAMPLE","arn":"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef","accountId":"111122223333","userName":"AWSReservedSSO_Ops_0123456789abcdef"},"attributes":{"creationDate":"2026-03-02T13:41:07Z","mfaAuthenticated":"false"}}},"eventTime":"2026-03-02T14:03:22Z","eventSource":"{{{{source}}}}","eventName":"{{{{name}}}}","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.7","userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36","requestParameters":{{{{parameters}}}},"responseElements":null,"requestID":"F3C191F554352B9B","eventID":"9d0f6f0a-7f6e-4b3e-8d55-0b1c2d3e4f50","readOnly":{{{{flag}}}},"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management"}""");
    }
}
