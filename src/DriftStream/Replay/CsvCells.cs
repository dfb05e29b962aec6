using DriftStream.Configuration;

namespace DriftStream.Replay;

/// <summary>Rows for spreadsheets that take no cell for a formula.</summary>
/// <remarks>https://www.rfc-editor.org/rfc/rfc4180 and https://owasp.org/www-community/attacks/CSV_Injection</remarks>
internal static class CsvCells
{
    // Some spreadsheets fold the full-width forms of East Asian keyboards into the plain ones.
    private const string Dangerous = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>A row with its end.</summary>
    public static string Row(IEnumerable<string?> cells) => string.Join(',', cells.Select(Quoted)) + "\r\n";

    // A spreadsheet shows line breaks in a cell; every other control character could only harm whoever prints the file.
    private static string Quoted(string? text)
    {
        var cell = string.Concat((text ?? "").EnumerateRunes().Select(r => r.Value is '\n' or '\r' or '\t' ? r.ToString() : TerminalText.Clean(r.ToString())));
        var safe = cell.Length > 0 && Dangerous.Contains(cell[0], StringComparison.Ordinal) ? "'" + cell : cell;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
