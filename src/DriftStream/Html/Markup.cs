using System.Runtime.CompilerServices;

namespace DriftStream.Html;

/// <summary>An interpolated string of HTML: what the source code says is markup, what stands in the holes is text and is escaped.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/csharp/advanced-topics/performance/interpolated-string-handler</remarks>
[InterpolatedStringHandler]
internal ref struct Markup(int literalLength, int formattedCount)
{
    private DefaultInterpolatedStringHandler _html = new(literalLength, formattedCount);

    /// <summary>Adds markup.</summary>
    public void AppendLiteral(string markup) => _html.AppendLiteral(markup);

    /// <summary>Adds text.</summary>
    public void AppendFormatted(string? text) => _html.AppendLiteral(HtmlText.Encode(text ?? ""));

    /// <summary>Adds a number as it is, for attributes.</summary>
    public void AppendFormatted(long number) => _html.AppendFormatted(number);

    /// <summary>Adds a number as people read it.</summary>
    public void AppendFormatted(long number, string format) => _html.AppendFormatted(number, format);

    /// <summary>Adds what is HTML already.</summary>
    public void AppendFormatted(HtmlFragment made) => _html.AppendLiteral(made.Html);

    /// <summary>The HTML; to be asked once.</summary>
    public string ToHtml() => _html.ToStringAndClear();
}
