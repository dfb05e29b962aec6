namespace DriftStream.Commands;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It failed, or an input could not be read completely.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration cannot be meant.</summary>
    public const int Usage = 2;

    /// <summary>With <c>--detailed-exitcode</c>: done, and something was found.</summary>
    public const int Found = 3;

    public const int Interrupted = 130;
}
