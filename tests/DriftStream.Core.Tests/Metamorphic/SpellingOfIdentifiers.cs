using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Names written as ARNs and ARNs as names, in the parameters that take both by AWS's documentation.</summary>
internal static class SpellingOfIdentifiers
{
    private static readonly HashSet<(string Service, string Parameter)> TakesBoth =
    [
        ("batch", "computeEnvironment"), ("batch", "jobQueue"), ("dynamodb", "tableName"), ("ecs", "cluster"), ("ecs", "service"), ("elasticfilesystem", "fileSystemId"), ("events", "eventBusName"),
        ("kms", "keyId"), ("lambda", "functionName"), ("secretsmanager", "secretId"), ("ssm", "documentName"),
    ];

    private static readonly string[] Names = ["name", "function_name", "key_id", "secret_id", "id"];

    /// <summary>Writes identifiers otherwise in every record; whether there was one.</summary>
    /// <param name="file">The case.</param>
    /// <param name="toArn">Names become ARNs; else the other way round.</param>
    public static bool Change(CorpusFile file, bool toArn)
    {
        var states = StateIndex.Build(EventCatalog.Load(), file.Case.States);
        return file.Records.ToList().FindAll(r => r["requestParameters"] is JsonObject request && Change(request, r["eventSource"]!.GetValue<string>().Split('.')[0], states, toArn)) is not [];
    }

    private static bool Change(JsonObject request, string service, StateIndex states, bool toArn)
    {
        var spelt =
            from parameter in request.ToList()
            where TakesBoth.Contains((service, parameter.Key)) && parameter.Value?.GetValueKind() == System.Text.Json.JsonValueKind.String
            let told = parameter.Value.GetValue<string>()
            from instance in states.Candidates(told)
            let arn = instance.Attributes["arn"].Text
            where arn.StartsWith($"arn:aws:{service}:", StringComparison.Ordinal) && Identifiers.Same(arn, told)
            let other = toArn ? arn : NameOf(instance, arn)
            where other is not null && other != told && Identifiers.Same(other, told)
            select (parameter.Key, Other: other);
        var changes = spelt.DistinctBy(s => s.Key).ToList();
        changes.ForEach(c => request[c.Key] = c.Other);
        return changes.Count > 0;
    }

    private static string? NameOf(ResourceInstance instance, string arn) =>
        Names.Select(n => instance.Attributes[n].Text).FirstOrDefault(n => n.Length > 0 && n != arn && !n.StartsWith("arn:", StringComparison.Ordinal) && Identifiers.Same(arn, n));
}
