namespace DriftStream.Tests.Commands;

/// <summary>Keeps what is written and tells each whole line.</summary>
internal sealed class LineWatcher(Action<string> onLine) : StringWriter
{
    public override async Task WriteLineAsync(string? value)
    {
        await base.WriteLineAsync(value);
        onLine(value ?? "");
    }
}
