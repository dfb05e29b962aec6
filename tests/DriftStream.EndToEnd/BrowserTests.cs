using System.Diagnostics;
using System.Text.Json;
using DriftStream.Tests.Web;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd;

/// <summary>The live page in a real browser.</summary>
public sealed class BrowserTests
{
    private const string Chromium = "/usr/bin/chromium";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_finding_shows_on_the_open_page_and_everybody_can_read_it()
    {
        var folder = BrowserFolder();
        await using var server = await LiveServer.StartAsync();
        using var browser = Start(folder, server.Address);
        var complaints = browser.StandardError.ReadToEndAsync(Cancellation);

        (await browser.StandardOutput.ReadLineAsync(Cancellation)).ShouldBe("opened", await SoFarAsync(complaints));
        server.Ledger.Record(Story.TagAdded, Story.EncryptionChanged, Story.PortOpened, Story.Everywhere(new string('x', 500)));
        var line = await browser.StandardOutput.ReadLineAsync(Cancellation) ?? "";

        line.ShouldStartWith("{", customMessage: await SoFarAsync(complaints));
        var seen = JsonSerializer.Deserialize<Seen>(line, JsonSerializerOptions.Web).ShouldNotBeNull();
        seen.Empty.ShouldBe("No event yet");
        seen.EmptyIsGone.ShouldBeTrue();
        seen.Row.ShouldBe("alice@example.com opened tcp/22 to 0.0.0.0/0");
        seen.NeverReloaded.ShouldBeTrue();
        seen.Detail.ShouldContain("which the state does not hold");
        seen.Theme.ShouldBe("light");
        seen.Errors.ShouldBeEmpty();
        seen.WithoutScript.ShouldBe(seen.Row);
        seen.Looks.Count.ShouldBe(6);
        foreach (var look in seen.Looks)
        {
            look.Errors.ShouldBeEmpty(look.Name);
            look.Passed.ShouldBeGreaterThan(20, $"{look.Name} was really checked");
            look.Broken.ShouldBeEmpty(look.Name);
            look.Sideways.ShouldBe(0, $"{look.Name} must not scroll sideways");
        }
    }

    private static async Task<string> SoFarAsync(Task<string> complaints) => complaints.IsCompleted ? await complaints : "";

    private static Process Start(string folder, Uri address)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("live.mjs");
        start.ArgumentList.Add(address.ToString());
        if (Environment.GetEnvironmentVariable("DRIFTSTREAM_SCREENSHOTS") is { Length: > 0 } pictures)
        {
            start.ArgumentList.Add(pictures);
        }

        return Process.Start(start).ShouldNotBeNull();
    }

    private static string BrowserFolder()
    {
        Assert.SkipUnless(File.Exists(Chromium), $"There is no {Chromium}: apt-get install chromium");
        var folder = Path.Combine(Checkout.Root, "tests", "DriftStream.EndToEnd", "browser");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(folder, "node_modules", "playwright-core")),
            "playwright-core is not installed: npm ci in tests/DriftStream.EndToEnd/browser");
        return folder;
    }

    private sealed record Seen(
        string Empty, string Row, bool NeverReloaded, bool EmptyIsGone, string Detail, string Theme, IReadOnlyList<string> Errors,
        string WithoutScript, IReadOnlyList<Look> Looks);

    private sealed record Look(string Name, IReadOnlyList<string> Errors, int Sideways, int Passed, IReadOnlyList<string> Broken);
}
