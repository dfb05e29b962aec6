using System.Data;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DriftStream.Ledger.Integrity;

/// <summary>A value in the ledger of another kind than DriftStream writes: SQLite keeps a text where a number belongs. Nothing can be read of its row then.</summary>
internal static partial class ForeignValue
{
    /// <summary>Whether this is how reading such a value ends.</summary>
    public static bool Caused(Exception failure) => failure is DataException or FormatException or InvalidCastException or ArgumentOutOfRangeException or OverflowException or InvalidOperationException or JsonException;

    /// <summary>What is wrong, for people.</summary>
    /// <param name="failure">How reading ended.</param>
    /// <param name="last">The last row of the chain that was read.</param>
    public static AuditFault Fault(Exception failure, AuditRow? last)
    {
        var column = Column().Match(failure.Message) is { Success: true } named ? $" ({named.Groups[1].Value})" : "";
        var behind = last is null ? "the first rows of the chain" : string.Create(CultureInfo.InvariantCulture, $"the rows of the chain up to number {last.Number}");
        return new(null, last?.WrittenAt, $"something was altered in a way that cannot be read: it holds a value of another kind than DriftStream writes{column}; it was met after {behind}, and what had not been read by then is not proven");
    }

    // "Error parsing column 3 (Time=zz - String)": the value is nobody's business.
    [GeneratedRegex(@"^Error parsing column \d+ \((\w+)=")]
    private static partial Regex Column();
}
