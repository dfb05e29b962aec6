using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>The contract's words read back.</summary>
internal static class ContractWordReader
{
    private static readonly Dictionary<string, Verdict> Verdicts = Enum.GetValues<Verdict>().ToDictionary(v => v.Word());
    private static readonly Dictionary<string, Severity> Severities = Enum.GetValues<Severity>().ToDictionary(s => s.Word());
    private static readonly Dictionary<string, ActorKind> Kinds = Enum.GetValues<ActorKind>().ToDictionary(k => k.Word());
    private static readonly Dictionary<string, ActorVia> Vias = Enum.GetValues<ActorVia>().ToDictionary(v => v.Word());
    private static readonly Dictionary<string, Confidence> Confidences = Enum.GetValues<Confidence>().ToDictionary(c => c.Word());

    /// <summary>e.g. <c>in-sync</c>.</summary>
    public static Verdict Verdict(string word) => Verdicts[word];

    /// <summary>e.g. <c>critical</c>.</summary>
    public static Severity Severity(string word) => Severities[word];

    /// <summary>e.g. <c>human</c>.</summary>
    public static ActorKind Kind(string word) => Kinds[word];

    /// <summary>e.g. <c>console</c>.</summary>
    public static ActorVia Via(string word) => Vias[word];

    /// <summary>e.g. <c>very-likely</c>.</summary>
    public static Confidence Confidence(string word) => Confidences[word];
}
