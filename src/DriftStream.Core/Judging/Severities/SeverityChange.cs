namespace DriftStream.Core.Judging.Severities;

/// <summary>What a rule makes of a severity: another one, or one step up or down.</summary>
public sealed record SeverityChange
{
    private readonly Severity? _severity;
    private readonly int _steps;

    private SeverityChange(Severity? severity, int steps) => (_severity, _steps) = (severity, steps);

    /// <summary>One step up.</summary>
    public static SeverityChange Raise { get; } = new(null, 1);

    /// <summary>One step down.</summary>
    public static SeverityChange Lower { get; } = new(null, -1);

    /// <summary>The words that <see cref="TryParse"/> takes.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<Severity>().Reverse().Select(s => s.Word()), "raise", "lower"];

    /// <summary>This one, whatever it was.</summary>
    public static SeverityChange To(Severity severity) => new(severity, 0);

    /// <summary>The change of a word, e.g. <c>high</c> or <c>lower</c>; null where it is none.</summary>
    public static SeverityChange? TryParse(string word) => word switch
    {
        "raise" => Raise,
        "lower" => Lower,
        _ when Enum.GetValues<Severity>().Where(s => s.Word() == word).ToArray() is [var severity] => To(severity),
        _ => null,
    };

    /// <summary>The severity after it; critical is never raised and info never lowered.</summary>
    public Severity Apply(Severity severity) => _severity ?? (Severity)Math.Clamp((int)severity + _steps, (int)Severity.Info, (int)Severity.Critical);

    /// <summary>The word that <see cref="TryParse"/> takes.</summary>
    public override string ToString() => _severity?.Word() ?? (_steps > 0 ? "raise" : "lower");
}
