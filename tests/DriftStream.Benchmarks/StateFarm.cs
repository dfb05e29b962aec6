using System.Globalization;
using System.Text;

namespace DriftStream.Benchmarks;

/// <summary>Writes a folder of states as a company has them: some large, most small, types in the shares in which they are met, each in one account and region. The same counts give the same bytes.</summary>
internal sealed class StateFarm(int instances, int states)
{
    // What of a hundred resources is of which type.
    private static readonly (string Type, int Share, Func<Place, string> Attributes)[] Types =
    [
        ("aws_iam_role_policy_attachment", 14, p => $$$"""{"id":"task-{{{p.N}}}-2026030214{{{p.N:x12}}}","role":"task-{{{p.N}}}","policy_arn":"arn:aws:iam::{{{p.Account}}}:policy/task-{{{p.N}}}"}"""),
        ("aws_vpc_security_group_ingress_rule", 14, p => $$$"""{"id":"sgr-{{{p.N:x17}}}","arn":"arn:aws:ec2:{{{p.Region}}}:{{{p.Account}}}:security-group-rule/sgr-{{{p.N:x17}}}","security_group_rule_id":"sgr-{{{p.N:x17}}}","security_group_id":"sg-{{{p.N:x17}}}","cidr_ipv4":"10.{{{p.N % 250}}}.0.0/16","cidr_ipv6":null,"description":"from the office","from_port":443,"to_port":443,"ip_protocol":"tcp","prefix_list_id":null,"referenced_security_group_id":null,{{{p.Tags("rule")}}}}"""),
        ("aws_iam_role", 12, p => $$$"""{"id":"task-{{{p.N}}}","arn":"arn:aws:iam::{{{p.Account}}}:role/task-{{{p.N}}}","name":"task-{{{p.N}}}","name_prefix":"","path":"/","description":"","create_date":"2025-11-03T09:12:44Z","force_detach_policies":false,"max_session_duration":3600,"permissions_boundary":"","unique_id":"AROA{{{p.N:X16}}}","assume_role_policy":"{\"Statement\":[{\"Action\":\"sts:AssumeRole\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Sid\":\"\"}],\"Version\":\"2012-10-17\"}","managed_policy_arns":[],"inline_policy":[],{{{p.Tags("task")}}}}"""),
        ("aws_cloudwatch_log_group", 8, p => $$$"""{"id":"/ecs/service-{{{p.N}}}","arn":"arn:aws:logs:{{{p.Region}}}:{{{p.Account}}}:log-group:/ecs/service-{{{p.N}}}","name":"/ecs/service-{{{p.N}}}","name_prefix":"","kms_key_id":"","log_group_class":"STANDARD","retention_in_days":30,"skip_destroy":false,{{{p.Tags("logs")}}}}"""),
        ("aws_route53_record", 8, p => $$$"""{"id":"Z0{{{p.N % 97:X12}}}_host-{{{p.N}}}.example.com_A","zone_id":"Z0{{{p.N % 97:X12}}}","name":"host-{{{p.N}}}.example.com","fqdn":"host-{{{p.N}}}.example.com","type":"A","ttl":300,"records":["10.0.{{{p.N % 250}}}.{{{p.N % 199}}}"],"alias":[],"set_identifier":"","health_check_id":"","multivalue_answer_routing_policy":false,"allow_overwrite":null,"weighted_routing_policy":[],"latency_routing_policy":[],"geolocation_routing_policy":[],"failover_routing_policy":[]}"""),
        ("aws_s3_bucket", 6, p => $$$"""{"id":"acme-{{{p.N}}}","arn":"arn:aws:s3:::acme-{{{p.N}}}","bucket":"acme-{{{p.N}}}","bucket_prefix":"","bucket_domain_name":"acme-{{{p.N}}}.s3.amazonaws.com","bucket_regional_domain_name":"acme-{{{p.N}}}.s3.{{{p.Region}}}.amazonaws.com","hosted_zone_id":"Z1BKCTXD74EZPE","region":"{{{p.Region}}}","acceleration_status":"","acl":null,"cors_rule":[],"force_destroy":false,"grant":[{"id":"75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a","permissions":["FULL_CONTROL"],"type":"CanonicalUser","uri":""}],"lifecycle_rule":[],"logging":[],"object_lock_configuration":[],"object_lock_enabled":false,"policy":"","replication_configuration":[],"request_payer":"BucketOwner","server_side_encryption_configuration":[{"rule":[{"apply_server_side_encryption_by_default":[{"kms_master_key_id":"","sse_algorithm":"AES256"}],"bucket_key_enabled":false}]}],"versioning":[{"enabled":true,"mfa_delete":false}],"website":[],"timeouts":null,{{{p.Tags("data")}}}}"""),
        ("aws_security_group", 6, p => $$$"""{"id":"sg-{{{p.N:x17}}}","arn":"arn:aws:ec2:{{{p.Region}}}:{{{p.Account}}}:security-group/sg-{{{p.N:x17}}}","name":"web-{{{p.N}}}","name_prefix":"","description":"Managed by Terraform","vpc_id":"vpc-{{{p.N % 400:x17}}}","owner_id":"{{{p.Account}}}","revoke_rules_on_delete":false,"timeouts":null,"ingress":[{"cidr_blocks":["10.0.0.0/8"],"description":"","from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443}],"egress":[{"cidr_blocks":["0.0.0.0/0"],"description":"","from_port":0,"ipv6_cidr_blocks":["::/0"],"prefix_list_ids":[],"protocol":"-1","security_groups":[],"self":false,"to_port":0}],{{{p.Tags("web")}}}}"""),
        ("aws_iam_policy", 6, p => $$$"""{"id":"arn:aws:iam::{{{p.Account}}}:policy/task-{{{p.N}}}","arn":"arn:aws:iam::{{{p.Account}}}:policy/task-{{{p.N}}}","name":"task-{{{p.N}}}","name_prefix":"","path":"/","description":"","policy_id":"ANPA{{{p.N:X16}}}","attachment_count":1,"policy":"{\"Statement\":[{\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],\"Effect\":\"Allow\",\"Resource\":\"arn:aws:s3:::acme-{{{p.N}}}/*\"}],\"Version\":\"2012-10-17\"}",{{{p.Tags("task")}}}}"""),
        ("aws_lambda_function", 6, p => $$$"""{"id":"resize-{{{p.N}}}","arn":"arn:aws:lambda:{{{p.Region}}}:{{{p.Account}}}:function:resize-{{{p.N}}}","function_name":"resize-{{{p.N}}}","architectures":["arm64"],"handler":"app.handler","memory_size":256,"timeout":10,"runtime":"python3.12","role":"arn:aws:iam::{{{p.Account}}}:role/task-{{{p.N}}}","code_sha256":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=","environment":[{"variables":{"BUCKET":"acme-{{{p.N}}}","STAGE":"prod"}}],"ephemeral_storage":[{"size":512}],"layers":[],"package_type":"Zip","publish":false,"reserved_concurrent_executions":-1,"source_code_size":48211,"tracing_config":[{"mode":"PassThrough"}],"vpc_config":[],"version":"$LATEST",{{{p.Tags("resize")}}}}"""),
        ("aws_cloudwatch_metric_alarm", 6, p => $$$"""{"id":"cpu-{{{p.N}}}","arn":"arn:aws:cloudwatch:{{{p.Region}}}:{{{p.Account}}}:alarm:cpu-{{{p.N}}}","alarm_name":"cpu-{{{p.N}}}","alarm_description":"","actions_enabled":true,"alarm_actions":["arn:aws:sns:{{{p.Region}}}:{{{p.Account}}}:pager"],"comparison_operator":"GreaterThanThreshold","datapoints_to_alarm":0,"dimensions":{"InstanceId":"i-{{{p.N:x17}}}"},"evaluation_periods":3,"metric_name":"CPUUtilization","metric_query":[],"namespace":"AWS/EC2","period":60,"statistic":"Average","threshold":80,"treat_missing_data":"missing","unit":"",{{{p.Tags("alarm")}}}}"""),
        ("aws_subnet", 4, p => $$$"""{"id":"subnet-{{{p.N:x17}}}","arn":"arn:aws:ec2:{{{p.Region}}}:{{{p.Account}}}:subnet/subnet-{{{p.N:x17}}}","vpc_id":"vpc-{{{p.N % 400:x17}}}","cidr_block":"10.{{{p.N % 250}}}.{{{p.N % 199}}}.0/24","availability_zone":"{{{p.Region}}}a","availability_zone_id":"euw1-az1","assign_ipv6_address_on_creation":false,"map_public_ip_on_launch":false,"ipv6_cidr_block":"","owner_id":"{{{p.Account}}}","timeouts":null,{{{p.Tags("private")}}}}"""),
        ("aws_instance", 4, p => $$$"""{"id":"i-{{{p.N:x17}}}","arn":"arn:aws:ec2:{{{p.Region}}}:{{{p.Account}}}:instance/i-{{{p.N:x17}}}","ami":"ami-{{{p.N % 30:x17}}}","instance_type":"m7g.large","instance_state":"running","availability_zone":"{{{p.Region}}}a","subnet_id":"subnet-{{{p.N:x17}}}","private_ip":"10.{{{p.N % 250}}}.{{{p.N % 199}}}.7","key_name":"","monitoring":false,"ebs_optimized":true,"disable_api_termination":true,"metadata_options":[{"http_endpoint":"enabled","http_put_response_hop_limit":1,"http_tokens":"required","instance_metadata_tags":"disabled"}],"root_block_device":[{"delete_on_termination":true,"device_name":"/dev/xvda","encrypted":true,"iops":3000,"kms_key_id":"","tags":{},"throughput":125,"volume_id":"vol-{{{p.N:x17}}}","volume_size":40,"volume_type":"gp3"}],"vpc_security_group_ids":["sg-{{{p.N:x17}}}"],"user_data":null,{{{p.Tags("web")}}}}"""),
        ("aws_sqs_queue", 4, p => $$$"""{"id":"https://sqs.{{{p.Region}}}.amazonaws.com/{{{p.Account}}}/jobs-{{{p.N}}}","arn":"arn:aws:sqs:{{{p.Region}}}:{{{p.Account}}}:jobs-{{{p.N}}}","url":"https://sqs.{{{p.Region}}}.amazonaws.com/{{{p.Account}}}/jobs-{{{p.N}}}","name":"jobs-{{{p.N}}}","delay_seconds":0,"fifo_queue":false,"max_message_size":262144,"message_retention_seconds":345600,"policy":"","receive_wait_time_seconds":20,"redrive_policy":"","sqs_managed_sse_enabled":true,"visibility_timeout_seconds":30,{{{p.Tags("jobs")}}}}"""),
        ("aws_dynamodb_table", 2, p => $$$"""{"id":"orders-{{{p.N}}}","arn":"arn:aws:dynamodb:{{{p.Region}}}:{{{p.Account}}}:table/orders-{{{p.N}}}","name":"orders-{{{p.N}}}","billing_mode":"PAY_PER_REQUEST","hash_key":"id","range_key":null,"attribute":[{"name":"id","type":"S"}],"deletion_protection_enabled":true,"global_secondary_index":[],"local_secondary_index":[],"point_in_time_recovery":[{"enabled":true}],"read_capacity":0,"write_capacity":0,"replica":[],"server_side_encryption":[],"stream_enabled":false,"table_class":"STANDARD","ttl":[{"attribute_name":"","enabled":false}],{{{p.Tags("orders")}}}}"""),
    ];

    private static readonly string[] Regions = ["eu-west-1", "us-east-1", "ap-southeast-2", "eu-central-1"];

    /// <summary>Writes the states, one folder each.</summary>
    public void Write(string folder)
    {
        foreach (var (first, count, number) in Shares())
        {
            var path = Path.Combine(folder, $"team-{number % 40:00}", $"service-{number:0000}");
            Directory.CreateDirectory(path);
            File.WriteAllBytes(Path.Combine(path, "terraform.tfstate"), State(first, count, number, serial: 1000));
        }
    }

    /// <summary>One state.</summary>
    public static byte[] State(int first, int count, int number, int serial)
    {
        var place = new Place(0, (100_000_000_000 + (number % 120)).ToString(CultureInfo.InvariantCulture), Regions[number % Regions.Length]);
        var json = new StringBuilder($$"""{"version":4,"terraform_version":"1.13.4","serial":{{serial}},"lineage":"0c1f4f0e-5d1e-4a64-9f2e-{{number:x12}}","outputs":{},"resources":[""");
        for (var i = 0; i < count; i++)
        {
            var here = place with { N = first + i };
            var (type, _, attributes) = Types[TypeOf(first + i)];
            json.Append(i == 0 ? "\n" : ",\n").Append($$$"""{"module":"module.service[\"{{{i % 12}}}\"]","mode":"managed","type":"{{{type}}}","name":"r{{{first + i}}}","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"schema_version":1,"attributes":{{{attributes(here)}}},"sensitive_attributes":[],"private":"bnVsbA==","dependencies":["module.service.aws_vpc.main"]}]}""");
        }

        return Encoding.UTF8.GetBytes(json.Append("\n],\"check_results\":null}\n").ToString());
    }

    // The square root's curve: the largest has thirty times what the smallest has.
    private IEnumerable<(int First, int Count, int Number)> Shares()
    {
        var weights = Enumerable.Range(1, states).Select(i => 1 / Math.Sqrt(i)).ToList();
        var (sum, done, passed) = (weights.Sum(), 0, 0.0);
        for (var number = 0; number < states; number++)
        {
            passed += weights[number];
            var end = number == states - 1 ? instances : (int)(instances * passed / sum);
            yield return (done, end - done, number);
            done = end;
        }
    }

    private static int TypeOf(int n)
    {
        var at = (int)((uint)(n * 2654435761L) % 100);
        for (var type = 0; ; type++)
        {
            at -= Types[type].Share;
            if (at < 0)
            {
                return type;
            }
        }
    }

    private sealed record Place(int N, string Account, string Region)
    {
        public string Tags(string name) => $$$"""
            "tags":{"Name":"{{{name}}}-{{{N}}}","Service":"service-{{{N % 700}}}"},"tags_all":{"Name":"{{{name}}}-{{{N}}}","Service":"service-{{{N % 700}}}","ManagedBy":"terraform","CostCenter":"{{{N % 60}}}"}
            """;
    }
}
