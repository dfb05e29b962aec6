using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Web;

/// <summary>Contrast is arithmetic: the stylesheet's own colours against the surfaces they stand on (WCAG 2.2, 1.4.3 and 1.4.11).</summary>
public sealed partial class ContrastTests
{
    private static readonly string[] Surfaces = ["bg", "surface", "sunken", "hover"];
    private static readonly string[] Tones = ["critical", "high", "medium", "low", "info", "ok"];

    [Theory]
    [InlineData(Theme.Light)]
    [InlineData(Theme.Dark)]
    public async Task Text_can_be_read_on_every_surface(Theme theme)
    {
        var colours = await ColoursAsync(theme);

        var pairs = from text in new[] { "text", "muted" }.Concat(Tones) from surface in Surfaces select (text, surface);
        foreach (var (text, surface) in pairs.Concat(Tones.Select(tone => (tone, $"{tone}-bg"))))
        {
            Contrast(colours[text], colours[surface]).ShouldBeGreaterThanOrEqualTo(4.5, $"--{text} on --{surface}, {theme}");
        }
    }

    [Theory]
    [InlineData(Theme.Light)]
    [InlineData(Theme.Dark)]
    public async Task Severity_shapes_and_borders_of_controls_can_be_seen(Theme theme)
    {
        var colours = await ColoursAsync(theme);

        foreach (var shape in Tones.Select(tone => $"{tone}-fill").Append("control"))
        {
            Contrast(colours[shape], colours["surface"]).ShouldBeGreaterThanOrEqualTo(3, $"--{shape}, {theme}");
        }
    }

    private static async Task<Dictionary<string, string>> ColoursAsync(Theme theme)
    {
        await using var server = await LiveServer.StartAsync();
        var page = await server.Client.GetStringAsync("/", TestContext.Current.CancellationToken);
        var style = await server.Client.GetStringAsync(StylePath().Match(page).Value, TestContext.Current.CancellationToken);
        return Token().Matches(style).ToDictionary(token => token.Groups[1].Value, token => token.Groups[theme == Theme.Light ? 2 : 3].Value);
    }

    private static double Contrast(string one, string other)
    {
        double[] light = [Luminance(one), Luminance(other)];
        return (light.Max() + 0.05) / (light.Min() + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(0)) + (0.7152 * Channel(2)) + (0.0722 * Channel(4));
    }

    [GeneratedRegex("/assets/driftstream\\.[0-9a-f]+\\.css")]
    private static partial Regex StylePath();

    [GeneratedRegex("--([a-z-]+):\\s*light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)")]
    private static partial Regex Token();

    public enum Theme
    {
        Light,
        Dark,
    }
}
