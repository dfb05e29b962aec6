namespace DriftStream.Tests.Commands;

/// <summary>What one run of the program printed and ended with.</summary>
internal sealed record ProgramOutcome(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines on standard error.</summary>
    public IReadOnlyList<string> ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines on standard output.</summary>
    public IReadOnlyList<string> OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Everything, for approved texts; the test's own folder gets a lasting name.</summary>
    public string Transcript(TestFolder folder) =>
        $"{Output}--- standard error\n{Errors}--- exit code {ExitCode}\n".Replace(folder.Path, "/folder", StringComparison.Ordinal);
}
