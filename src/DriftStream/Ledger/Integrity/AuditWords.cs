using DriftStream.Core.Judging;

namespace DriftStream.Ledger.Integrity;

/// <summary>The words by which findings are asked for.</summary>
internal static class AuditWords
{
    /// <summary>The verdicts of which findings are kept.</summary>
    public static IReadOnlyList<string> Verdicts { get; } = [.. Enum.GetValues<Verdict>().Where(IsKept).Select(v => v.Word())];

    /// <summary>The verdict; null where no findings of it are kept, or there is none.</summary>
    public static Verdict? Verdict(string word) => Verdicts.Contains(word) ? ContractWordReader.Verdict(word) : null;

    /// <summary>The severity; null where there is none of that name.</summary>
    public static Severity? Severity(string word) => Enum.GetValues<Severity>().Where(s => s.Word() == word).Cast<Severity?>().FirstOrDefault();

    private static bool IsKept(Verdict verdict) => verdict.IsShown() || verdict is Core.Judging.Verdict.Ignored or Core.Judging.Verdict.Unknown;
}
