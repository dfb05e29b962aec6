using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>A configuration file that is written while the service runs.</summary>
public sealed class SettingsReloadTests
{
    private const int WasRead = 1500;
    private const int NeedsRestart = 1501;
    private const int IsBroken = 1502;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Severities_and_accounts_count_from_the_moment_they_are_written()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));

        Write(place, """{ "Severities": [ { "Type": "aws_s3_bucket", "Severity": "critical" } ] }""");
        var told = await place.Log.Lines.FirstAsync(line => line.Id == WasRead);
        await service.PostAsync(Calls.Tag(2));
        Write(place, """{ "Accounts": [ "other=999999999999" ] }""");
        await place.Log.Lines.TakeAsync(2, line => line.Id == WasRead);
        await service.PostAsync(Calls.Tag(3));

        told.Text.Trim().ShouldBe("driftstream.json was read again; now in force: Severities");
        service.Ask<string>("select severity from finding order by id").ShouldBe(["low", "critical"]);
        (await service.Client.GetStringAsync("/readyz", Cancellation))
            .ShouldContain("""{"name":"accounts","ready":true,"reason":"1 event of an account that is not in Accounts was left out since the start."}""");
        (await service.Client.GetStringAsync("/", Cancellation)).ShouldContain("not in Accounts");
    }

    [Fact]
    public async Task Runners_and_names_of_accounts_count_too()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        Write(place, """{ "Runners": [ "arn:aws:iam::*:role/terraform-*" ], "Accounts": [ "acme-prod=111122223333" ] }""");
        var told = await place.Log.Lines.FirstAsync(line => line.Id == WasRead);
        await service.PostAsync(Calls.Tag(1));
        var alert = await place.Webhook.Messages.FirstAsync(_ => true);

        told.Text.Trim().ShouldEndWith("now in force: Accounts, Runners");
        alert.ShouldContain("acme-prod");
    }

    [Fact]
    public async Task A_file_that_breaks_leaves_everything_as_it_was_and_is_told_once()
    {
        await using var place = await ServicePlace.OpenAsync();
        Write(place, """{ "Severities": [ { "Type": "aws_s3_bucket", "Severity": "critical" } ] }""");
        await using var service = await place.StartAsync();

        Write(place, """{ "Severities": [ { "Severity": "crtical" } ], "Sates": [] }""");
        var problem = await place.Log.Lines.FirstAsync(line => line.Id == IsBroken);
        await service.PostAsync(Calls.Tag(1));
        var ready = await service.Client.GetAsync("/readyz", Cancellation);
        var page = await service.Client.GetStringAsync("/", Cancellation);

        problem.Text.ShouldStartWith("driftstream.json cannot be used, so the settings from before stay in force: Sates is not a key of DriftStream");
        problem.Text.ShouldContain("Severities:0:Severity is 'crtical'");
        service.Ask<string>("select severity from finding").ShouldBe(["critical"]);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ready.Content.ReadAsStringAsync(Cancellation)).ShouldContain("the settings from before stay in force");
        page.ShouldContain("the settings from before stay in force");

        Write(place, "{}");
        await place.Log.Lines.FirstAsync(line => line.Id == WasRead);
        (await service.Client.GetStringAsync("/readyz", Cancellation)).ShouldNotContain("configuration");
        place.Log.Lines.All.Count(line => line.Id == IsBroken).ShouldBe(1);
    }

    [Fact]
    public async Task What_counts_after_a_restart_only_is_named()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        Write(place, """{ "Queue": { "Receivers": 1 }, "States": [ "prod=prod.tfstate", "more=prod.tfstate" ], "Slack": { "Unmanaged": "never" } }""");
        var told = await place.Log.Lines.FirstAsync(line => line.Id == NeedsRestart);
        var ready = await service.Client.GetStringAsync("/readyz", Cancellation);
        Write(place, """{ "States": [] }""");
        await place.Log.Lines.TakeAsync(2, line => line.Id == WasRead);

        told.Text.Trim().ShouldBe("Queue:Receivers, Slack:Unmanaged, States:1 changed in driftstream.json and will count after a restart");
        ready.ShouldContain("""{"name":"configuration","ready":true,"reason":"Changed, and not in force before a restart: Queue:Receivers, Slack:Unmanaged, States:1."}""");
        (await service.Client.GetStringAsync("/readyz", Cancellation)).ShouldNotContain("configuration");
        service.Services.GetRequiredService<IOptions<DriftStream.Ingest.QueueOptions>>().Value.Receivers.ShouldBe(2);
    }

    [Fact]
    public async Task The_level_of_the_log_changes_at_once()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        var filter = service.Services.GetRequiredService<IOptionsMonitor<LoggerFilterOptions>>();
        filter.CurrentValue.MinLevel.ShouldBe(LogLevel.Debug);

        Write(place, """{ "Log": { "Level": "Trace" } }""");
        await place.Log.Lines.FirstAsync(line => line.Id == WasRead);

        filter.CurrentValue.MinLevel.ShouldBe(LogLevel.Trace);
    }

    [Theory]
    [InlineData("json", "LogJson")]
    [InlineData("text", "LogLine")]
    public async Task The_log_is_written_as_it_is_wanted(string format, string formatter)
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Log__Format"] = format;
        await using var service = await place.StartAsync();

        service.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName.ShouldBe(formatter);
        service.Services.GetServices<ConsoleFormatter>().ShouldContain(known => known.Name == formatter);
    }

    // Nobody sees half a file.
    private static void Write(ServicePlace place, string content) =>
        File.Move(place.Folder.Write("new.tmp", content), place.Folder.At("driftstream.json"), overwrite: true);
}
