using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>What calls change although CloudTrail never records the value: emptied, left out, or only as a hash in the answer.</summary>
internal static class NeverLogged
{
    private static readonly (string Source, string Operation, string Type, string Attribute)[] LeftOut =
    [
        ("secretsmanager.amazonaws.com", "PutSecretValue", "aws_secretsmanager_secret_version", "secret_string"),
        ("secretsmanager.amazonaws.com", "UpdateSecret", "aws_secretsmanager_secret_version", "secret_string"),
        ("iam.amazonaws.com", "UpdateLoginProfile", "aws_iam_user_login_profile", "password"),
        ("s3.amazonaws.com", "PutObject", "aws_s3_object", "etag"),
        ("s3.amazonaws.com", "PutObject", "aws_s3_bucket_object", "etag"),
        ("s3.amazonaws.com", "CopyObject", "aws_s3_object_copy", "etag"),
        ("apigateway.amazonaws.com", "PutRestApi", "aws_api_gateway_rest_api", "body"),
        ("apigateway.amazonaws.com", "ReimportApi", "aws_apigatewayv2_api", "body"),
        ("ssm.amazonaws.com", "PutParameter", "aws_ssm_parameter", "value"),
    ];

    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation) =>
        LeftOut.Where(e => e.Source == situation.Change.Source && e.Operation == situation.Change.Operation)
            .SelectMany(e => Reading.Values(situation, e.Type, (e.Attribute.Replace("_", "", StringComparison.Ordinal), e.Attribute)));

    /// <summary>Effects on an instance whose values the event does not carry.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, string type)
    {
        var operation = situation.Change.Operation;
        if (type == "aws_lambda_function" && operation == "UpdateFunctionCode")
        {
            var hash = RequestMembers.Find(situation.Response, "CodeSha256").SelectMany(m => RequestMembers.ScalarsIn(m.Value)).FirstOrDefault();
            yield return hash is null ? AttributeEffect.Unknown("source_code_hash") : AttributeEffect.Replace("source_code_hash", Value.Of(hash));
        }

        // CloudTrail always empties the environment of a function: whether it changed, nobody can see.
        if (type == "aws_lambda_function" && operation == "UpdateFunctionConfiguration" && situation.Request["environment"] is { Kind: ValueKind.Map, Members.Count: 0 })
        {
            yield return AttributeEffect.Unknown("environment");
        }

        foreach (var entry in LeftOut)
        {
            if (entry.Source == situation.Change.Source && entry.Operation == operation && entry.Type == type
                && RequestMembers.Find(situation.Request, entry.Attribute.Replace("_", "", StringComparison.Ordinal)).Count == 0)
            {
                yield return AttributeEffect.Unknown(entry.Attribute);
            }
        }
    }
}
