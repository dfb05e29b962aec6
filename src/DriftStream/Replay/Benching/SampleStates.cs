namespace DriftStream.Replay.Benching;

/// <summary>Made-up Terraform states of four kinds of resources.</summary>
internal static class SampleStates
{
    /// <summary>The accounts of its resources.</summary>
    public static readonly string[] Accounts = ["111122223333", "444455556666"];

    /// <summary>What names are made of.</summary>
    public static readonly string[] Words = ["api", "audit", "auth", "batch", "billing", "cache", "core", "edge", "media", "orders", "report", "search"];

    /// <summary>The region of all of it.</summary>
    public const string Region = "eu-west-1";

    /// <summary>What a resource is called in each service.</summary>
    public static SampleNames Resource(int number)
    {
        var (word, mark) = (Words[number % Words.Length], (number * 2654435761u).ToString("x8"));
        return new($"acme-{word}-{mark}-{number}", $"sg-0{mark}{number:x8}", $"{word}-{mark}-{number}", $"/acme/{word}/{mark}/{number}");
    }

    /// <summary>A state of the resources from one number to another.</summary>
    public static void Write(TextWriter state, int from, int to)
    {
        state.Write($$$$"""{"version":4,"terraform_version":"1.11.4","serial":{{{{from + 1}}}},"lineage":"bench-{{{{from}}}}","outputs":{},"resources":[""");
        for (var number = from; number < to; number++)
        {
            var (type, attributes) = Instance(number);
            state.Write(number > from ? "," : "");
            state.Write($$$$"""{"mode":"managed","type":"{{{{type}}}}","name":"r{{{{number}}}}","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"schema_version":0,"attributes":{{{{attributes}}}},"sensitive_attributes":[],"dependencies":[]}]}""");
        }

        state.Write("]}");
    }

    private static (string Type, string Attributes) Instance(int number)
    {
        var (names, account) = (Resource(number), Accounts[number % Accounts.Length]);
        var tags = $$$$"""
            "tags":{"owner":"team-{{{{number % 17}}}}","env":"prod"},"tags_all":{"owner":"team-{{{{number % 17}}}}","env":"prod"}
            """;
        return (number % 4) switch
        {
            0 => ("aws_s3_bucket", $$$$"""{"id":"{{{{names.Bucket}}}}","bucket":"{{{{names.Bucket}}}}","arn":"arn:aws:s3:::{{{{names.Bucket}}}}","region":"{{{{Region}}}}","force_destroy":false,"versioning":[{"enabled":true,"mfa_delete":false}],"lifecycle_rule":[],{{{{tags}}}}}"""),
            1 => ("aws_security_group", $$$$"""{"id":"{{{{names.Group}}}}","arn":"arn:aws:ec2:{{{{Region}}}}:{{{{account}}}}:security-group/{{{{names.Group}}}}","owner_id":"{{{{account}}}}","name":"{{{{names.Function}}}}","vpc_id":"vpc-0a1b2c3d","ingress":[{"cidr_blocks":["10.0.0.0/8"],"description":"","from_port":80,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":80}],"egress":[],{{{{tags}}}}}"""),
            2 => ("aws_lambda_function", $$$$"""{"id":"{{{{names.Function}}}}","function_name":"{{{{names.Function}}}}","arn":"arn:aws:lambda:{{{{Region}}}}:{{{{account}}}}:function:{{{{names.Function}}}}","handler":"a.b","runtime":"python3.12","memory_size":512,"timeout":30,"role":"arn:aws:iam::{{{{account}}}}:role/core-role","layers":[],{{{{tags}}}}}"""),
            _ => ("aws_cloudwatch_log_group", $$$$"""{"id":"{{{{names.LogGroup}}}}","name":"{{{{names.LogGroup}}}}","arn":"arn:aws:logs:{{{{Region}}}}:{{{{account}}}}:log-group:{{{{names.LogGroup}}}}","retention_in_days":30,"kms_key_id":"",{{{{tags}}}}}"""),
        };
    }
}

/// <summary>The names of one made-up resource, of which its kind uses one.</summary>
internal sealed record SampleNames(string Bucket, string Group, string Function, string LogGroup);
