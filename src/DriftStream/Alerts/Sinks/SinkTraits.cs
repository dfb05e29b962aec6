namespace DriftStream.Alerts.Sinks;

/// <summary>What a sink can do and how fast, for whoever decides what to tell it next.</summary>
internal sealed record SinkTraits
{
    /// <summary>Read by people: many changes by one actor are told together. Programs get each one.</summary>
    public bool ForPeople { get; init; }

    /// <summary>A message can be edited later and has a thread.</summary>
    public bool Edits { get; init; }

    /// <summary>Wants to know when somebody acknowledged a drift; else only people who look do.</summary>
    public bool TellsDecisions { get; init; }

    /// <summary>The time between two messages to one channel.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>How long one message may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many characters of a list fit into one message.</summary>
    public int ListingLength { get; init; } = 20_000;
}
