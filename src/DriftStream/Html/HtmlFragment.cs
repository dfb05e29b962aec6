namespace DriftStream.Html;

/// <summary>HTML that is finished: it is written as it is. Only <see cref="HtmlWriter"/> makes one.</summary>
internal readonly record struct HtmlFragment
{
    internal HtmlFragment(string html) => Html = html;

    /// <summary>The markup.</summary>
    public string Html { get; }
}
