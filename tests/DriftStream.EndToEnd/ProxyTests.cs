using System.Diagnostics;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd;

/// <summary>HTTPS_PROXY and NO_PROXY, as a process reads them once at its start.</summary>
public sealed class ProxyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_connects_to_others_goes_through_the_proxy_except_what_is_named()
    {
        await using var proxy = new ProxyRecorder();
        var folder = Directory.CreateTempSubdirectory("driftstream-proxy-");
        var output = await CheckAsync(folder.FullName, new()
        {
            ["HTTPS_PROXY"] = proxy.Url,
            ["NO_PROXY"] = "direct.example.invalid",
            ["AWS_ACCESS_KEY_ID"] = "AKIAEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "not-a-secret",
            ["DriftStream__Queue__Url"] = "https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream",
            ["DriftStream__Slack__WebhookUrl"] = "https://hooks.example.invalid/services/secret",
            ["DriftStream__Telemetry__Otlp"] = "https://direct.example.invalid",
            ["DriftStream__Http__Listen"] = "http://127.0.0.1:0",
        });
        folder.Delete(recursive: true);

        proxy.Asked.All.Distinct().Order(StringComparer.Ordinal).ShouldBe(
        [
            "CONNECT cloudtrail.eu-west-1.amazonaws.com:443",
            "CONNECT hooks.example.invalid:443",
            "CONNECT sqs.eu-west-1.amazonaws.com:443",
            "CONNECT sts.eu-west-1.amazonaws.com:443",
        ]);
        output.ShouldContain("direct.example.invalid cannot be reached: its name cannot be resolved");
        output.ShouldContain("the proxy of HTTPS_PROXY does not let it through");
        output.ShouldNotContain("/services/secret");
    }

    private static async Task<string> CheckAsync(string folder, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "driftstream.dll"), "check", "--output", "json"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        foreach (var name in (string[])["https_proxy", "no_proxy", "ALL_PROXY", "all_proxy"])
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        process.ExitCode.ShouldBe(1, output);
        return output;
    }
}
