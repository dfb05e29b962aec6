using System.Security.Cryptography;
using System.Text;

namespace DriftStream.Html;

/// <summary>A page that carries everything in itself: it asks no server for anything, and runs no script but its own.</summary>
internal static class HtmlPage
{
    private static readonly HtmlFragment Style = new(Asset("web/driftstream.css") + Asset("html/page.css"));
    private static readonly HtmlFragment Script = new(Asset("html/page.js"));
    private static readonly HtmlFragment Sprite = new(Asset("html/sprite.svg"));

    // Without a server there is no header, so the page itself says what it may do.
    private static readonly HtmlFragment Policy = new(
        $"default-src 'none'; style-src 'sha256-{Print(Style)}'; script-src 'sha256-{Print(Script)}'; base-uri 'none'; form-action 'none'");

    /// <summary>Writes everything before the page's heading. The caller goes on inside <c>main</c>.</summary>
    public static void Begin(HtmlWriter page, string title)
    {
        page.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{title} · DriftStream</title>
            <style>{Style}</style>
            </head>
            <body class="file">
            {Sprite}<a class="skip" href="#main">Skip to content</a>
            <main id="main" tabindex="-1">

            """);
    }

    /// <summary>Ends the page.</summary>
    public static void End(HtmlWriter page) => page.Write($"""
        </main>
        <script>{Script}</script>
        </body>
        </html>

        """);

    private static string Print(HtmlFragment content) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content.Html)));

    private static string Asset(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}, so its pages would be bare.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
