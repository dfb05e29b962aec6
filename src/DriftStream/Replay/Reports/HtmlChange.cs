using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using DriftStream.Html;

namespace DriftStream.Replay.Reports;

/// <summary>Writes one attribute, state against cloud. A hidden value is said to be hidden.</summary>
internal static class HtmlChange
{
    private const int LongestValue = 4_000;
    private const int MostLines = 60;

    /// <summary>Writes one.</summary>
    public static void Write(HtmlWriter page, Change change, Verdict verdict)
    {
        var broughtBack = verdict == Verdict.Reverted;
        page.Write($"""<div class="change"><header><code><bdi>{change.Path}</bdi></code>{(broughtBack ? "as the state says again" : "differs from the state")}</header>""");
        if (change.Hidden)
        {
            page.Write($"""<p class="body"><span class="hidden-value"><svg class="i s" aria-hidden="true"><use href="#i-lock" /></svg>Value hidden</span></p></div>""");
            return;
        }

        page.Write($"""<div class="kv">""");
        Side(page, "was", broughtBack ? "Before" : "State", "−", WithoutNothing(change.Before, change.After));
        Side(page, "now", broughtBack ? "State" : "Cloud", "+", WithoutNothing(change.After, change.Before));
        page.Write($"</div></div>");
    }

    private static void Side(HtmlWriter page, string kind, string name, string sign, Value value)
    {
        page.Write($"""<div class="{kind}"><span>{name}</span><span class="sign">{sign}</span>""");
        if (value.IsNull)
        {
            page.Write($"""<span class="none">none</span></div>""");
            return;
        }

        page.Write($"""<span class="wrap"><bdi>""");
        var lines = Lines(value).ToList();
        page.Write($"{HtmlText.Cut(lines[0], LongestValue)}");
        foreach (var line in lines.Take(MostLines).Skip(1))
        {
            page.Write($"\n{HtmlText.Cut(line, LongestValue)}");
        }

        if (lines.Count > MostLines)
        {
            page.Write($"\n… and {lines.Count - MostLines:N0} more lines");
        }

        page.Write($"</bdi></span></div>");
    }

    // A map as Terraform writes blocks, a line for each member; anything else as JSON.
    private static IEnumerable<string> Lines(Value value)
    {
        if (value.Kind != ValueKind.Map || value.Members.Count < 2)
        {
            return [ValueWriter.ToJson(value)];
        }

        var width = Math.Min(30, value.Members.Max(member => member.Key.Length));
        return value.Members.Select(member => $"{member.Key.PadRight(width)} = {ValueWriter.ToJson(member.Value)}");
    }

    // Of a block that came or went whole, what was left empty tells nothing.
    private static Value WithoutNothing(Value value, Value other) => other.IsNull && value.Members.Any(m => !IsNothing(m.Value))
        ? Value.MapOf(value.Members.Where(m => !IsNothing(m.Value)))
        : value;

    private static bool IsNothing(Value value) => !value.IsHidden && value is { Text.Length: 0, Items.Count: 0, Members.Count: 0 };
}
