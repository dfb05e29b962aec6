namespace DriftStream.Core.Judging.Severities;

/// <summary>How severe a finding is, and by what.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Effects">The effects that were seen, the worst first; empty where none is asked for.</param>
internal sealed record Grade(Severity Severity, IReadOnlyList<GradedEffect> Effects)
{
    private const int MostTold = 4;

    /// <summary>What is reverted or not shown.</summary>
    public static Grade Info { get; } = new(Severity.Info, []);

    /// <summary>It went up one step for a false claim of Terraform.</summary>
    public bool IsRaised { get; init; }

    /// <summary>The grade one step up.</summary>
    public Grade Raised() => this with { Severity = SeverityChange.Raise.Apply(Severity), IsRaised = true };

    /// <summary>The grade in a sentence; null where no effect decided it.</summary>
    public string? Sentence() => Effects.Count == 0 ? null
        : $"{Severity.Word()}: {string.Join(", ", Effects.Take(MostTold))}" +
          (Effects.Count > MostTold ? $" and {Effects.Count - MostTold} more" : "") +
          (IsRaised ? "; one step up for a false claim of Terraform" : "") + ".";
}

/// <summary>An effect with its severity in one place.</summary>
/// <param name="Seen">The effect.</param>
/// <param name="Severity">Its severity there.</param>
internal sealed record GradedEffect(SeenEffect Seen, Severity Severity)
{
    /// <summary>Its name and what shows it, and its severity where the user set another one.</summary>
    public override string ToString() =>
        $"{Seen.Effect.Name} ({Seen.Where})" + (Severity == Seen.Effect.Severity ? "" : $" set to {Severity.Word()} from {Seen.Effect.Severity.Word()}");
}
