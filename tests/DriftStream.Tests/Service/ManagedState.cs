using System.Text.Json;

namespace DriftStream.Tests.Service;

/// <summary>A Terraform state with buckets, a database and a function.</summary>
internal static class ManagedState
{
    public const string Database = "acme-orders";
    public const string Function = "acme-worker";
    public const string Password = "correct-horse-battery-staple";
    public const string Token = "tok_9f8e7d6c5b4a";

    public static string Bucket(int number) => $"acme-data-{number:000}";

    public static string Address(int bucket) => $"aws_s3_bucket.data_{bucket:000}";

    /// <summary>The state with so many buckets, whose tag <c>drift</c> is absent unless given.</summary>
    public static string Of(int buckets, string? drift = null, int serial = 1) => JsonSerializer.Serialize(new
    {
        version = 4,
        terraform_version = "1.9.8",
        serial,
        lineage = "9a1f7c52-5b0e-4b7e-9a55-0d6a3c1e2f40",
        outputs = new { },
        resources = Enumerable.Range(0, buckets).Select(number => BucketOf(number, drift)).Append(DatabaseResource).Append(FunctionResource),
    });

    private static object DatabaseResource => Resource("aws_db_instance", "orders", new
    {
        id = "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        identifier = Database,
        arn = $"arn:aws:rds:eu-west-1:111122223333:db:{Database}",
        region = "eu-west-1",
        password = Password,
        instance_class = "db.t4g.micro",
        apply_immediately = false,
    }, "password");

    private static object FunctionResource => Resource("aws_lambda_function", "worker", new
    {
        id = Function,
        function_name = Function,
        arn = $"arn:aws:lambda:eu-west-1:111122223333:function:{Function}",
        region = "eu-west-1",
        environment = new[] { new { variables = new { API_TOKEN = Token } } },
    });

    private static object BucketOf(int number, string? drift)
    {
        var tags = new Dictionary<string, string> { ["owner"] = "platform" };
        if (drift is not null)
        {
            tags["drift"] = drift;
        }

        return Resource("aws_s3_bucket", $"data_{number:000}", new
        {
            arn = $"arn:aws:s3:::{Bucket(number)}",
            bucket = Bucket(number),
            id = Bucket(number),
            region = "eu-west-1",
            tags,
            tags_all = tags,
        });
    }

    private static object Resource(string type, string name, object attributes, params string[] sensitive) => new
    {
        mode = "managed",
        type,
        name,
        provider = "provider[\"registry.terraform.io/hashicorp/aws\"]",
        instances = new[]
        {
            new
            {
                schema_version = 0,
                attributes,
                sensitive_attributes = sensitive.Select(attribute => new[] { new { type = "get_attr", value = attribute } }),
            },
        },
    };
}
