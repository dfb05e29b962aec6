using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Terraform;
using FsCheck;
using FsCheck.Fluent;

namespace DriftStream.Core.Tests.Matching;

/// <summary>States with identifiers of every shape, many of them alike.</summary>
internal static class RandomStates
{
    private static readonly string[] Words =
    [
        "orders", "Orders", "ORDERS", "zürich", "ZÜRICH", "größe", "k", "K", "ſ", "s", "i", "ı", "naïve-\ud83d\ude80", "a_b", "z_a_b_TXT", "x", "https", "111122223333",
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Gen<string> Word = Gen.Elements(Words);

    /// <summary>Identifiers as states and events write them.</summary>
    public static Gen<string> Identifier { get; } = Gen.OneOf(
        Word,
        from a in Word from b in Word from separator in Gen.Elements(",", ":", "/", "|", "_", "#", "-") select a + separator + b,
        from service in Gen.Elements("s3", "iam", "sqs", "ssm", "secretsmanager", "lambda", "logs")
        from region in Gen.Elements("", "eu-west-1")
        from kind in Gen.Elements("", "role/", "function:", "log-group:", "secret:", "a/b/")
        from name in Word
        from end in Gen.Elements("", ":*", "-AbCdEf", ":7")
        select $"arn:aws:{service}:{region}:111122223333:{kind}{name}{end}",
        from a in Word from b in Word select $"arn:aws:sso:::instance/{a},arn:aws:sso:::permissionSet/{b}",
        from name in Word select $"https://sqs.eu-west-1.amazonaws.com/111122223333/{name}",
        from name in Word select $"/hostedzone/{name}.",
        from name in Word select $"111122223333:function:{name}:live",
        from name in Word from length in Gen.Elements(100, 3000) select name.PadRight(length, '9'),
        Gen.Constant(""));

    private static readonly Gen<JsonObject> Instance =
        from type in Gen.Elements("aws_s3_bucket", "aws_iam_role", "aws_sqs_queue", "aws_made_up", "aws_route53_record")
        from arn in Identifier
        from id in Identifier
        from name in Identifier
        from region in Gen.Elements<string?>(null, "eu-west-1", "us-east-1")
        from deposed in Gen.Frequency((9, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("0a1b2c3d")))
        select new JsonObject
        {
            ["type"] = type,
            ["deposed"] = deposed,
            ["attributes"] = new JsonObject
            {
                ["tags"] = new JsonObject { ["arn"] = "}\"]" + name, ["nested"] = new JsonArray(new JsonObject { ["id"] = "x" }) },
                ["arn"] = arn,
                ["id"] = id,
                ["name"] = name,
                ["region"] = region,
            },
        };

    /// <summary>A state of that name.</summary>
    public static Gen<TerraformState> State(string name) => from instances in Instance.ListOf() select Read(name, [.. instances]);

    private static TerraformState Read(string name, List<JsonObject> instances)
    {
        var resources = instances.Select((instance, i) => new JsonObject
        {
            ["mode"] = "managed",
            ["type"] = instance["type"]!.GetValue<string>(),
            ["name"] = $"r{i}",
            ["provider"] = """provider["registry.terraform.io/hashicorp/aws"]""",
            ["instances"] = new JsonArray(new JsonObject { ["attributes"] = instance["attributes"]!.DeepClone(), ["deposed"] = instance["deposed"]?.DeepClone() }),
        });
        var state = new JsonObject { ["version"] = 4, ["serial"] = 1, ["lineage"] = name, ["resources"] = new JsonArray([.. resources]) };
        return StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(state, instances.Count % 2 == 0 ? Indented : null), new StateSource(name, name + ".tfstate"));
    }
}
