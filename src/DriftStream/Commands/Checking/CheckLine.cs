namespace DriftStream.Commands.Checking;

/// <summary>What <c>check</c> found out about one thing.</summary>
/// <param name="Name">What was looked at, in one word.</param>
/// <param name="Result">How it stands.</param>
/// <param name="What">What was found.</param>
/// <param name="Remedy">What helps; null where nothing need be done.</param>
internal sealed record CheckLine(string Name, CheckResult Result, string What, string? Remedy)
{
    public static CheckLine Ok(string name, string what) => new(name, CheckResult.Ok, what, null);

    public static CheckLine Warning(string name, string what, string remedy) => new(name, CheckResult.Warning, what, remedy);

    public static CheckLine Failed(string name, string what, string remedy) => new(name, CheckResult.Failed, what, remedy);
}

/// <summary>How a thing stands that was looked at.</summary>
internal enum CheckResult
{
    /// <summary>Nothing need be done.</summary>
    Ok,

    /// <summary>It works, and something about it will hurt one day.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,
}

/// <summary>Looks at one part of the configuration in the real world. What is wrong is a line, never an exception.</summary>
internal delegate Task<IReadOnlyList<CheckLine>> Look(CancellationToken cancellation);
