using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Replay;

/// <summary>One change a row, for spreadsheets; a finding without changes has one row.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc4180</remarks>
internal sealed class CsvOutput : IFindingOutput
{
    private const string Header = "time,verdict,severity,actor,kind,via,address,state,account,region,event,path,before,after,drift,event_id,reason";
    private readonly TextWriter _output;

    public CsvOutput(TextWriter output)
    {
        _output = output;
        _output.Write(Header + "\r\n");
    }

    public void Write(Finding finding)
    {
        foreach (var change in finding.Changes.DefaultIfEmpty(null))
        {
            _output.Write(string.Join(',', Cells(finding, change).Select(Quoted)) + "\r\n");
        }
    }

    public void Complete()
    {
    }

    private static string?[] Cells(Finding finding, Change? change) =>
    [
        finding.Event.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        finding.Verdict.Word(),
        finding.Severity.Word(),
        finding.Actor.Name,
        finding.Actor.Kind.Word(),
        finding.Actor.Via.Word(),
        finding.Resource?.Address,
        finding.Resource?.State,
        finding.Event.Account,
        finding.Event.Region,
        finding.Event.Name,
        change?.Path,
        Shown(change, change?.Before),
        Shown(change, change?.After),
        finding.Drift,
        finding.Event.Id,
        finding.Reason,
    ];

    private static string? Shown(Change? change, Value? value) => value switch
    {
        _ when change is { Hidden: true } => "(hidden)",
        null or { IsNull: true } => null,
        { IsScalar: true } => value.Text,
        _ => value.ToString(),
    };

    // The cell may be printed to a terminal, which must not obey it.
    private static bool IsUnsafe(char letter) => char.IsControl(letter) && letter is not ('\t' or '\r' or '\n');

    private static string Quoted(string? cell)
    {
        var safe = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell ?? "";
        if (safe.Any(IsUnsafe))
        {
            safe = string.Concat(safe.Select(letter => IsUnsafe(letter) ? '\uFFFD' : letter));
        }

        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
