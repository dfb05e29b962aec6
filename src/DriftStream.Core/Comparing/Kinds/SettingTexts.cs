namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Settings in one text, a=1;b=2: their order, blanks and a last semicolon do not count.</summary>
internal static class SettingTexts
{
    public static ValueComparer Comparer { get; } = ValueComparer.ByText("settings in one text", text =>
        string.Join(';', text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)));
}
