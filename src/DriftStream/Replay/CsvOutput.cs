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

    /// <summary>Findings as they are.</summary>
    public CsvOutput(TextWriter output)
        : this(output, [])
    {
    }

    /// <summary>Findings with more columns behind the usual ones.</summary>
    public CsvOutput(TextWriter output, params IEnumerable<string> more)
    {
        _output = output;
        _output.Write(CsvCells.Row([.. Header.Split(','), .. more]));
    }

    public void Write(Finding finding) => Write(finding, []);

    /// <summary>Writes a finding and the cells of the columns behind the usual ones.</summary>
    public void Write(Finding finding, params IReadOnlyList<string?> more)
    {
        foreach (var change in finding.Changes.DefaultIfEmpty(null))
        {
            _output.Write(CsvCells.Row([.. Cells(finding, change), .. more]));
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
}
