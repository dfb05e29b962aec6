namespace DriftStream.States.Sources.Hcp;

/// <summary>How one request ended.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
internal sealed record HcpAttempt<T>
    where T : class
{
    /// <summary>What was asked for; null where it failed.</summary>
    public T? Got { get; private init; }

    /// <summary>Why it failed, to stand in brackets behind the place's name.</summary>
    public string Problem { get; private init; } = "";

    /// <summary>The same request may succeed later.</summary>
    public bool MayPass { get; private init; }

    /// <summary>How long the server asks to send nothing; null where it does not.</summary>
    public TimeSpan? Pause { get; private init; }

    /// <summary>It succeeded.</summary>
    public static HcpAttempt<T> Of(T got) => new() { Got = got };

    /// <summary>It failed for good.</summary>
    public static HcpAttempt<T> Refused(string problem) => new() { Problem = problem };

    /// <summary>It may succeed later.</summary>
    public static HcpAttempt<T> Failed(string problem) => new() { Problem = problem, MayPass = true };

    /// <summary>It came too early.</summary>
    public static HcpAttempt<T> TooFast(string problem, TimeSpan pause) => new() { Problem = problem, MayPass = true, Pause = pause };
}
