using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Systems Manager's documents are shared by adding and removing accounts, which Terraform keeps in one text.</summary>
/// <remarks>https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ModifyDocumentPermission.html</remarks>
internal static class SharedDocuments
{
    private const string Document = "aws_ssm_document";
    private const string Accounts = "account_ids";

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. Reading.Identifying(situation, Document, ("name", "name")),
            .. Reading.Values(situation, Document, ("accountIdsToAdd", "permissions"), ("accountIdsToRemove", "permissions"), ("permissionType", "permissions")),
        ]
        : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Text("name") is not { } name)
        {
            return null;
        }

        var effect = new AttributeEffect("permissions", before => Shared(before, Named(situation, "accountIdsToAdd"), Named(situation, "accountIdsToRemove")));
        return [.. situation.Matcher.Named(Document, "name", name, situation.Change).Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [effect] })];
    }

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "ssm.amazonaws.com", Operation: "ModifyDocumentPermission" };

    private static List<string> Named(Situation situation, string parameter) => [.. RequestMembers.ScalarsIn(situation.Request[parameter])];

    private static Value Shared(Value before, List<string> come, List<string> gone)
    {
        var accounts = before[Accounts].Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Union(come).Except(gone).ToList();
        return accounts.Count == 0
            ? Value.EmptyMap
            : Value.MapOf((Accounts, Value.Of(string.Join(',', accounts))), ("type", Value.Of("Share")));
    }
}
