using System.Text;
using DriftStream.Configuration;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>One state, for people.</summary>
internal static class StatesText
{
    public static string Of(StateInUse state, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.Append($"{TerminalText.Clean(state.Source.Name)}\n");
        Append(text, "source", state.Source.Location);
        if (state.State is { } read)
        {
            AppendFacts(text, read);
            AppendAccounts(text, read, state.Source.Account);
        }

        Append(text, "age", state.Written is { } written ? Age(now - written) : "unknown");
        if (state.Window is { } window)
        {
            Append(text, "applying", $"{window.Who ?? "somebody"}, since {window.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC ({Age(now - window.Since)})");
        }

        foreach (var problem in state.Problems)
        {
            Append(text, "problem", problem);
        }

        return text.ToString();
    }

    private static void AppendFacts(StringBuilder text, TerraformState state)
    {
        Append(text, "version", $"{state.Version}, written by Terraform {state.TerraformVersion ?? "of unknown version"}");
        Append(text, "serial", $"{state.Serial}, lineage {(state.Lineage.Length == 0 ? "none" : state.Lineage)}");
        Append(text, "resources", $"{state.Instances.Count} of AWS, {state.OtherInstances} of other providers");
    }

    private static void AppendAccounts(StringBuilder text, TerraformState state, string? configured)
    {
        string[] told = [.. StateAccounts.Of(state).Select(account => $"{account.Key} ({ReplaySummary.Count(account.Value, "resource")})"), .. configured is null ? [] : (string[])[$"{configured} for those that name none, as configured"]];
        if (told.Length > 0)
        {
            Append(text, "accounts", string.Join(", ", told));
        }
    }

    private static void Append(StringBuilder text, string name, string value) => text.Append($"  {name,-10}  {TerminalText.Clean(value)}\n");

    internal static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => ReplaySummary.Count((int)age.TotalMinutes, "minute"),
        { TotalDays: < 1 } => ReplaySummary.Count((int)age.TotalHours, "hour"),
        _ => ReplaySummary.Count((int)age.TotalDays, "day"),
    };
}
