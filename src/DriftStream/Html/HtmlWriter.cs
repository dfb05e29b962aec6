namespace DriftStream.Html;

/// <summary>Writes HTML. It takes interpolated strings only, so that nothing from outside gets in unescaped.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Writes markup with text in its holes.</summary>
    public void Write(Markup markup) => output.Write(markup.ToHtml());

    /// <summary>Writes markup with text in its holes, and ends the line.</summary>
    public void Line(Markup markup) => output.Write(markup.ToHtml() + "\n");

    /// <summary>Makes HTML to be written later.</summary>
    public static HtmlFragment Fragment(Action<HtmlWriter> write)
    {
        using var text = new StringWriter { NewLine = "\n" };
        write(new(text));
        return new(text.ToString());
    }
}
