using System.Diagnostics;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd;

/// <summary>The page of a replay in a real browser: from the file, without any server.</summary>
public sealed class ReportPageTests : IDisposable
{
    private const string Chromium = "/usr/bin/chromium";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("driftstream-report-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_page_can_be_filtered_printed_and_read_without_script_and_asks_nobody_for_anything()
    {
        var browser = BrowserFolder();
        await RunAsync("node", browser, "story.mjs", _folder.FullName);
        var page = Path.Combine(_folder.FullName, "report.html");
        var html = await RunAsync(
            "dotnet", _folder.FullName, Path.Combine(AppContext.BaseDirectory, "driftstream.dll"),
            "replay", "events.json", "--state", "shop=shop.tfstate", "--time-zone", "Europe/Berlin", "--output", "html");
        await File.WriteAllTextAsync(page, html, Cancellation);

        string[] picture = Environment.GetEnvironmentVariable("DRIFTSTREAM_SCREENSHOTS") is { Length: > 0 } pictures ? [Path.Combine(pictures, "report.png")] : [];
        var seen = JsonSerializer.Deserialize<Seen>(await RunAsync("node", browser, ["report.mjs", page, .. picture]), JsonSerializerOptions.Web).ShouldNotBeNull();

        seen.Title.ShouldBe("Replay: 18 findings · DriftStream");
        seen.TitleAtEnd.ShouldBe(seen.Title, "what events say must not run");
        seen.All.ShouldBe("18 shown");
        seen.Critical.ShouldBe(3);
        seen.Days.ShouldBe(3);
        seen.Open.ShouldBe(["root (210987654321) set managed_policy_arns to arn:aws:iam::aws:policy/AdministratorAccess", "tom@harbour.example opened tcp/3389 to 0.0.0.0/0"]);
        seen.Change.Split('\n').ShouldBe(["visibility_timeout_seconds", "differs from the state", "State", "−", "30", "Cloud", "+", "90"]);
        seen.None.ShouldBeTrue();
        seen.Printed.ShouldBe(new(Filters: false, Facts: 18, Scheme: "light"));
        seen.Pdf.ShouldBe("%PDF-");
        seen.Errors.ShouldBeEmpty();
        seen.Asked.ShouldBe(1, "the page itself and nothing more");
        seen.WithoutScript.ShouldBe(new(Rows: 18, Filters: false));
        seen.Looks.Count.ShouldBe(6);
        foreach (var look in seen.Looks)
        {
            look.Errors.ShouldBeEmpty(look.Name);
            look.Passed.ShouldBeGreaterThan(20, $"{look.Name} was really checked");
            look.Broken.ShouldBeEmpty(look.Name);
            look.Sideways.ShouldBe(0, $"{look.Name} must not scroll sideways");
        }
    }

    private static async Task<string> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true }).ShouldNotBeNull();
        var complaints = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(0, await complaints);
        return output;
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
        string Title, string TitleAtEnd, string All, int Critical, int Days, IReadOnlyList<string> Open, string Change, bool None, Printed Printed, string Pdf,
        IReadOnlyList<string> Errors, int Asked, Still WithoutScript, IReadOnlyList<Look> Looks);

    private sealed record Printed(bool Filters, int Facts, string Scheme);

    private sealed record Still(int Rows, bool Filters);

    private sealed record Look(string Name, IReadOnlyList<string> Errors, int Sideways, int Passed, IReadOnlyList<string> Broken);
}
