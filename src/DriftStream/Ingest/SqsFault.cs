namespace DriftStream.Ingest;

/// <summary>What to do about a failed call to SQS.</summary>
internal enum SqsFaultKind
{
    /// <summary>It passes by itself: try again soon.</summary>
    Passing,

    /// <summary>Someone must change something: say so once, and look again now and then.</summary>
    Standing,
}

/// <summary>A failed call to SQS, judged.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Sentence">What is wrong and what helps.</param>
internal sealed record SqsFault(SqsFaultKind Kind, string Sentence)
{
    /// <summary>How long to wait after so many failures in a row, the first being 1.</summary>
    public TimeSpan WaitAfter(int failures)
    {
        var (first, longest) = Kind is SqsFaultKind.Passing ? (1, 30) : (5, 60);
        return TimeSpan.FromSeconds(Math.Min(first << Math.Min(failures - 1, 6), longest));
    }
}
