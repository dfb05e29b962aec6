using System.Xml;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>ISO 8601 durations: PT1H is PT60M.</summary>
internal static class Durations
{
    public static ValueComparer Comparer { get; } = ValueComparer.ByText("durations", text => Read(text) is { } span ? span.ToString() : text);

    private static TimeSpan? Read(string text)
    {
        // Years and months have no fixed length.
        if (text.Length < 3 || text[0] != 'P' || text.AsSpan(0, text.IndexOf('T', StringComparison.Ordinal) is >= 0 and var time ? time : text.Length).ContainsAny('Y', 'M'))
        {
            return null;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            return null;
        }
    }
}
