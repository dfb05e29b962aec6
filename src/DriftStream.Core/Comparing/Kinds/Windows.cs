namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Maintenance and backup windows: AWS lower-cases the days, shortens their names and writes hours with two digits.</summary>
internal static class Windows
{
    public static ValueComparer Comparer { get; } = ValueComparer.ByText("windows", text => string.Join('-', text.Split('-').Select(End)));

    private static string End(string end) => string.Join(':', end.Trim().ToLowerInvariant().Split(':').Select(Part));

    private static string Part(string part) => part switch
    {
        _ when part.EndsWith("day", StringComparison.Ordinal) && part.Length > 3 => part[..3],
        [var digit] when char.IsAsciiDigit(digit) => "0" + part,
        _ => part,
    };
}
