using DriftStream.Ledger.Integrity;

namespace DriftStream.Commands.Auditing;

/// <summary>By what findings and drifts are put together.</summary>
internal static class AuditGroup
{
    private const string Nobody = "(none)";

    private static readonly Dictionary<string, Func<AuditFinding, string?>> Keys = new()
    {
        ["actor"] = found => found.Finding.Actor.Name,
        ["team"] = found => found.Team,
        ["state"] = found => found.Finding.Resource?.State,
        ["address"] = found => found.Finding.Resource?.Address,
        ["type"] = found => found.Finding.Resource?.Type,
        ["account"] = found => found.Finding.Event.Account,
        ["region"] = found => found.Finding.Event.Region,
        ["event"] = found => found.Finding.Event.Name,
    };

    /// <summary>The words there are.</summary>
    public static IReadOnlyCollection<string> Words => Keys.Keys;

    /// <summary>The group that a finding belongs to.</summary>
    public static string Of(string word, AuditFinding found) => Keys[word](found) ?? Nobody;
}
