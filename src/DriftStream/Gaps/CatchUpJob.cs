namespace DriftStream.Gaps;

/// <summary>A time of which the events of one place are fetched from CloudTrail.</summary>
internal sealed record CatchUpJob
{
    /// <summary>The columns in SQL.</summary>
    public const string Columns =
        "id Id, account Account, region Region, reason Reason, began_at BeganAt, from_at FromAt, until_at UntilAt, next_at NextAt, fetched Fetched, judged Judged, problem Problem, done_at DoneAt";

    public string Id { get; init; } = "";

    public string Account { get; init; } = "";

    public string Region { get; init; } = "";

    /// <summary>Why, in words.</summary>
    public string Reason { get; init; } = "";

    public long BeganAt { get; init; }

    public long FromAt { get; init; }

    public long UntilAt { get; init; }

    public long NextAt { get; init; }

    public long Fetched { get; init; }

    public long Judged { get; init; }

    /// <summary>Why it does not go on, in one sentence.</summary>
    public string? Problem { get; init; }

    public long? DoneAt { get; init; }

    public FeedPlace Place => new(Account, Region);

    /// <summary>What is not fetched yet begins here.</summary>
    public DateTimeOffset From => DateTimeOffset.FromUnixTimeMilliseconds(FromAt);

    /// <summary>And ends here.</summary>
    public DateTimeOffset Until => DateTimeOffset.FromUnixTimeMilliseconds(UntilAt);

    /// <summary>How far it is, in one sentence.</summary>
    public string Sentence
    {
        get
        {
            var time = $"{Place} from {Duration.At(DateTimeOffset.FromUnixTimeMilliseconds(BeganAt))} to {Duration.At(Until)}";
            return (DoneAt, Problem) switch
            {
                ({ }, { } limit) => $"Caught up {time}: {Fetched:N0} events fetched, {Judged:N0} of them new. {limit}",
                ({ }, _) => $"Caught up {time}: {Fetched:N0} events fetched, {Judged:N0} of them new.",
                (_, { } problem) => $"Not caught up: {time}. {problem}",
                _ => $"Catching up {time}: {Fetched:N0} events fetched, {Judged:N0} of them new.",
            };
        }
    }
}
