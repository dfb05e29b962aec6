namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Certificates and public keys: line ends and blanks around the lines do not count.</summary>
internal static class KeyTexts
{
    public static ValueComparer Comparer { get; } = ValueComparer.ByText("certificates and keys", text =>
        string.Join('\n', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
}
