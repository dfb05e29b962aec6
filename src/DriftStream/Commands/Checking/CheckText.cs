using System.Text;

namespace DriftStream.Commands.Checking;

/// <summary>The outcome for people.</summary>
internal static class CheckText
{
    private const int RemedyIndent = 9;

    public static string Of(IReadOnlyList<CheckLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            TextLines.Append(text, $"{Word(line.Result),-7}  {line.Name}: {line.What}{(line.What.EndsWith('.') ? "" : ".")}", indent: 0, further: RemedyIndent);
            if (line.Remedy is { } remedy)
            {
                TextLines.Append(text, $"-> {remedy}", RemedyIndent, further: 3);
            }
        }

        return text.Append($"\n{Summary(lines)}\n").ToString();
    }

    /// <summary>How it stands, in the contract's words.</summary>
    public static string Word(CheckResult result) => result switch
    {
        CheckResult.Ok => "ok",
        CheckResult.Warning => "warning",
        _ => "failed",
    };

    private static string Summary(IReadOnlyList<CheckLine> lines)
    {
        var (failed, warnings) = (lines.Count(l => l.Result == CheckResult.Failed), lines.Count(l => l.Result == CheckResult.Warning));
        return $"{lines.Count} checks: {failed} failed, {warnings} with a warning.";
    }
}
