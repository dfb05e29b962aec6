using DriftStream.Configuration;
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

    // A spreadsheet shows line breaks in a cell; every other control character could only harm whoever prints the file.
    private static string Quoted(string? text)
    {
        var cell = string.Concat((text ?? "").EnumerateRunes().Select(r => r.Value is '\n' or '\r' or '\t' ? r.ToString() : TerminalText.Clean(r.ToString())));
        var safe = cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
