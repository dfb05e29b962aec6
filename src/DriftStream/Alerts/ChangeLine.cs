using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Alerts;

/// <summary>One value that came, went or is another.</summary>
/// <param name="Sign"><c>+</c>, <c>-</c> or <c>~</c>, as in a Terraform plan.</param>
/// <param name="Name">Which value, below the attribute; empty for the attribute itself.</param>
/// <param name="Text">The value, or both.</param>
internal sealed record ChangeLine(char Sign, string Name, string Text)
{
    private const int ValueLimit = 240;
    private const int BothLimit = 120;

    /// <summary>The lines of one change; of a document only what differs.</summary>
    public static IEnumerable<ChangeLine> Of(Change change, string name) => change.Hidden
        ? [new('~', name, "(hidden)")]
        : ValueDifferences.Between(Opened(change.Before, change.After), Opened(change.After, change.Before))
            .SelectMany(d => Of(string.Join('.', new[] { name, d.Path }.Where(n => n.Length > 0)), d.Before, d.After));

    // A block that came or went whole is told by its members.
    private static Value Opened(Value value, Value other) => value.IsNull && other.Kind == ValueKind.Map ? Value.EmptyMap : value;

    private static IEnumerable<ChangeLine> Of(string name, Value before, Value after)
    {
        switch (IsNothing(before), IsNothing(after))
        {
            case (true, true):
                return before.IsNull || after.IsNull ? [] : [new('~', name, $"{Show(before)} → {Show(after)}")];
            case (true, false):
                return [new('+', name, Show(after))];
            case (false, true):
                return [new('-', name, Show(before))];
            default:
                var (was, now) = (Show(before), Show(after));
                return was.Length + now.Length <= BothLimit ? [new('~', name, $"{was} → {now}")] : [new('-', name, was), new('+', name, now)];
        }
    }

    private static bool IsNothing(Value value) => value switch
    {
        { Kind: ValueKind.Text } => value.Text.Length == 0,
        { Kind: ValueKind.List } => value.Items.Count == 0,
        { Kind: ValueKind.Map } => value.Members.Count == 0,
        _ => value.IsNull,
    };

    // Quoted only where it could be taken for something else.
    private static string Show(Value value)
    {
        var text = value.Kind == ValueKind.Text && value.Text.Length > 0 && value.Text.Trim() == value.Text ? value.Text : ValueWriter.ToJson(value);
        return text.Length <= ValueLimit
            ? text
            : $"{ForeignText.OneLine(text, ValueLimit)} ({text.Length - ValueLimit + 1:N0} more characters)";
    }
}
